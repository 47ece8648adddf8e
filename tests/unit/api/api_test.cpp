#include "api_test.hpp"

#include <fstream>

namespace gradevault::api {

void ApiTest::SetUp() {
  folder_ = std::filesystem::path(testing::TempDir()) / "gradevault-api-XXXXXX";
  std::string name = folder_.string();
  ASSERT_NE(::mkdtemp(name.data()), nullptr);
  folder_ = name;
  auto data = jobs::DataFolder::open(folder_);
  ASSERT_TRUE(data.ok()) << data.error().message;
  data_ = *data;
  jobs::StoreSettings settings;
  settings.limits.queued = 5;
  auto store = jobs::openSqliteStore(folder_, settings, clock_);
  ASSERT_TRUE(store.ok()) << store.error().message;
  store_ = std::move(*store);
  remake({});
}

void ApiTest::TearDown() {
  api_.reset();
  store_.reset();
  std::filesystem::remove_all(folder_);
}

void ApiTest::remake(Settings settings) {
  settings.freeBytes = 0;
  settings.pollSeconds = 0.01;
  settings.queueLimit = 5;
  settings.engines = {"auto", "cpu", "cuda"};
  api_.reset();
  Services services{.store = *store_,
                    .data = *data_,
                    .clock = clock_,
                    .sink = sink_,
                    .readiness =
                        [this] {
                          return Readiness{ready_, ready_ ? "" : "no worker is alive"};
                        },
                    .machinery = [] { return Machinery{}; },
                    .complain = [](const std::string& message) { ADD_FAILURE() << message; }};
  auto api = Api::make(std::move(settings), std::move(services));
  ASSERT_TRUE(api.ok()) << api.error().message;
  api_ = std::move(*api);
  routes_ = api_->routes();
}

http::Reply ApiTest::call(const std::string& method, const std::string& pattern, FakeCall& fake) {
  for (const http::Route& route : routes_)
    if (route.method == method && route.pattern == pattern) return route.handler(fake);
  ADD_FAILURE() << "no route " << method << " " << pattern;
  return {};
}

http::Reply ApiTest::post(const Json& body) {
  FakeCall request("POST", "/v1/analyses");
  request.withBody(body.dump());
  return call("POST", "/v1/analyses", request);
}

http::Reply ApiTest::get(const std::string& id) {
  FakeCall request("GET", "/v1/analyses/" + id);
  request.withParameter("id", id);
  return call("GET", "/v1/analyses/{id}", request);
}

jobs::Job ApiTest::finishNext() {
  const auto job = store_->jobs().claim(
      {.worker = "test",
       .tiers = {jobs::Tier::premium, jobs::Tier::pro, jobs::Tier::standard, jobs::Tier::batch}});
  EXPECT_TRUE(job.ok() && *job) << "nothing to do";
  if (!job.ok() || !*job) return {};
  const std::string results = jobs::DataFolder::resultsName((*job)->id, (*job)->token);
  std::filesystem::create_directories(data_->results(results));
  std::ofstream(data_->results(results) / "golden_01.png") << "a picture";
  jobs::Outcome outcome{.results = results,
                        .report = R"({"verdict":"good"})",
                        .artifacts = {{"golden_01.png", "image/png", 9, std::string(64, 'a')}}};
  const auto standing = store_->jobs().commit({(*job)->id, (*job)->token}, outcome);
  EXPECT_TRUE(standing.ok() && *standing == jobs::Standing::held);
  return **store_->jobs().find((*job)->id);
}

std::string ApiTest::capturesOnDisk() const {
  const auto files = std::filesystem::directory_iterator(folder_ / "captures");
  return std::to_string(std::distance(begin(files), end(files)));
}

Json bodyOf(const http::Reply& reply) {
  const auto* text = std::get_if<std::string>(&reply.body);
  return text == nullptr ? Json() : Json::parse(*text, nullptr, false);
}

std::string headerOf(const http::Reply& reply, const std::string& name) {
  for (const auto& [known, value] : reply.headers)
    if (known == name) return value;
  return "";
}

std::string codeOf(const http::Reply& reply) {
  const Json body = bodyOf(reply);
  return body.is_object() ? body.value("code", "") : "";
}

}  // namespace gradevault::api
