#include <fstream>
#include <set>

#include "api_test.hpp"

namespace gradevault::api {
namespace {

/// "GET /v1/analyses/{id}" of everything that docs/openapi.json describes.
std::set<std::string> described() {
  const Json document = Json::parse(std::ifstream(GRADEVAULT_SOURCE_DIR "/docs/openapi.json"));
  std::set<std::string> operations;
  for (const auto& [path, item] : document["paths"].items())
    for (const auto& [name, operation] : item.items()) {
      if (name == "parameters") continue;
      std::string method = name;
      for (char& letter : method) letter = static_cast<char>(letter - 32);
      operations.insert(method + " " + path);
    }
  return operations;
}

TEST_F(ApiTest, EveryRouteIsDescribedAndEverythingDescribedIsServed) {
  std::set<std::string> served;
  for (const http::Route& route : routes_) served.insert(route.method + " " + route.pattern);
  EXPECT_EQ(served, described());
}

TEST_F(ApiTest, TheDescriptionAndTheSchemasAreServedAsTheyAreInTheSource) {
  const auto file = [](const std::string& name) {
    std::ifstream stream(GRADEVAULT_SOURCE_DIR "/" + name, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(stream)), {});
  };
  FakeCall request("GET", "/openapi.json");
  EXPECT_EQ(std::get<std::string>(call("GET", "/openapi.json", request).body), file("docs/openapi.json"));
  for (const std::string name : {"report.schema.json", "options.schema.json"}) {
    FakeCall schema("GET", "/schemas/" + name);
    schema.withParameter("name", name);
    EXPECT_EQ(std::get<std::string>(call("GET", "/schemas/{name}", schema).body),
              file("core/schema/" + name));
  }
  FakeCall other("GET", "/schemas/other.json");
  other.withParameter("name", "other.json");
  EXPECT_EQ(call("GET", "/schemas/{name}", other).status, 404);
}

TEST_F(ApiTest, ThePageIsTheFolderThatIsNamedOrAPlainOne) {
  FakeCall request("GET", "/");
  EXPECT_NE(std::get<std::string>(call("GET", "/", request).body).find("openapi.json"), std::string::npos);
  const std::filesystem::path web = folder_ / "web";
  std::filesystem::create_directories(web);
  std::ofstream(web / "index.html") << "<p>";
  Settings settings;
  settings.web = web;
  remake(settings);
  const http::Reply reply = call("GET", "/", request);
  ASSERT_TRUE(std::holds_alternative<http::FileBody>(reply.body));
  EXPECT_EQ(std::get<http::FileBody>(reply.body).path.filename(), "index.html");
}

}  // namespace
}  // namespace gradevault::api
