#include <mutex>
#include <set>
#include <thread>

#include "api_test.hpp"

namespace gradevault::api {
namespace {

const Json good{{"videoUrl", "https://captures.example.org/a.mp4"}};

Json with(const std::string& name, const Json& value) {
  Json body = good;
  body[name] = value;
  return body;
}

TEST_F(ApiTest, AnAnalysisIsAcceptedWithItsIdStatusAndLinks) {
  const http::Reply reply = post(with("scanId", "scan-17"));
  ASSERT_EQ(reply.status, 202);
  const Json body = bodyOf(reply);
  EXPECT_EQ(body["status"], "queued");
  EXPECT_EQ(body["links"]["self"], "/v1/analyses/" + body["id"].get<std::string>());
  EXPECT_EQ(body["links"]["self"], headerOf(reply, "Location"));
  EXPECT_EQ(bodyOf(get(body["id"]))["scanId"], "scan-17");
}

TEST_F(ApiTest, WhatIsWrongIsNamedWithItsPlace) {
  struct Case {
    Json body;
    std::string pointer;
  };
  const std::vector<Case> cases{
      {Json::object(), ""},
      {{{"videoUrl", "https://a/b"}, {"uploadId", "up_1"}}, ""},
      {with("unheardOf", 1), "/unheardOf"},
      {with("a/b~c", 1), "/a~1b~0c"},
      {with("tier", "gold"), "/tier"},
      {with("tier", 3), "/tier"},
      {with("engine", "abacus"), "/engine"},
      {with("scanId", ""), "/scanId"},
      {with("scanId", std::string(201, 'x')), "/scanId"},
      {with("scanId", "a\nb"), "/scanId"},
      {with("itemType", "stamp"), "/itemType"},
      {with("options", 1), "/options"},
      {with("options", {{"maxMotion", "fast"}}), "/options/maxMotion"},
      {with("options", {{"maxMotionn", 1}}), "/options/maxMotionn"},
      {with("precheck", Json::object()), "/precheck"},
      {with("callbackUrl", "ftp://a/b"), "/callbackUrl"},
      {{{"videoUrl", "file:///etc/passwd"}}, "/videoUrl"},
      {{{"videoUrl", "https://user:word@a/b"}}, "/videoUrl"},
      {{{"videoUrl", "https:///b"}}, "/videoUrl"},
      {{{"videoUrl", "https://a/" + std::string(2048, 'b')}}, "/videoUrl"},
      {{{"videoUrl", "https://a/b c"}}, "/videoUrl"},
      {{{"videoUrl", "http://127.0.0.1:8080/a.mp4"}}, "/videoUrl"},
      {{{"videoUrl", "http://2130706433/a.mp4"}}, "/videoUrl"},
      {{{"videoUrl", "http://169.254.169.254/latest"}}, "/videoUrl"},
      {{{"videoUrl", "http://[::ffff:10.0.0.1]/a.mp4"}}, "/videoUrl"},
      {with("callbackUrl", "http://[::1]:9/hook"), "/callbackUrl"},
      {with("trusted", "yes"), "/trusted"},
  };
  for (const Case& wrong : cases) {
    const http::Reply reply = post(wrong.body);
    EXPECT_EQ(reply.status, 400) << wrong.body;
    EXPECT_EQ(codeOf(reply), "invalid_request") << wrong.body;
    const std::string pointer = bodyOf(reply)["pointer"];
    EXPECT_TRUE(pointer.starts_with(wrong.pointer)) << wrong.body << " " << bodyOf(reply);
    EXPECT_EQ(pointer.empty(), wrong.pointer.empty()) << wrong.body;
  }
  EXPECT_EQ(store_->jobs().counts()->queued, 0);
}

TEST_F(ApiTest, AnAddressThatTheOperatorAllowsIsTaken) {
  Settings settings;
  settings.reachable.allow = {"127.0.0.1:9000"};
  remake(settings);
  EXPECT_EQ(post({{"videoUrl", "http://127.0.0.1:9000/a.mp4"}}).status, 202);
  EXPECT_EQ(post({{"videoUrl", "http://127.0.0.1:9001/a.mp4"}}).status, 400);
}

TEST_F(ApiTest, TextThatIsNoJsonOrSaysAThingTwiceIsRefused) {
  const std::vector<std::string> texts{"",
                                       "{",
                                       "[]",
                                       "null",
                                       "{\"videoUrl\":\"https://a/b\",\"videoUrl\":\"https://a/c\"}",
                                       "{\"videoUrl\":\"\xff\"}",
                                       "{} {}",
                                       std::string(100'000, '['),
                                       "{\"options\":" + std::string(40, '[') + std::string(40, ']') + "}"};
  for (const std::string& text : texts) {
    FakeCall request("POST", "/v1/analyses");
    request.withBody(text);
    const http::Reply reply = call("POST", "/v1/analyses", request);
    EXPECT_EQ(reply.status, 400) << text.substr(0, 100);
    EXPECT_EQ(codeOf(reply), "invalid_request");
  }
}

TEST_F(ApiTest, OptionsMayStandBesideTheOptionsButNotContradictThem) {
  Json body = with("itemType", "card");
  body["options"] = {{"maxMotion", 25}};
  ASSERT_EQ(post(body).status, 202);
  const auto job = store_->jobs().list({})->at(0);
  EXPECT_EQ(Json::parse(job.request.options), Json({{"itemType", "card"}, {"maxMotion", 25}}));
  body["options"]["itemType"] = "comic";
  EXPECT_EQ(bodyOf(post(body))["pointer"], "/itemType");
}

TEST_F(ApiTest, TheSameKeyAndBodyGiveTheSameJobAndAnotherBodyIsRefused) {
  const auto send = [&](const std::string& text) {
    FakeCall request("POST", "/v1/analyses");
    request.withBody(text).with("Idempotency-Key", "k-1");
    return call("POST", "/v1/analyses", request);
  };
  const http::Reply first = send(R"({"videoUrl":"https://a/b","scanId":"s"})");
  const http::Reply again = send("{ \"scanId\": \"s\",\n \"videoUrl\": \"https://a/b\" }");
  EXPECT_EQ(first.status, 202);
  EXPECT_EQ(again.status, 202);
  EXPECT_EQ(bodyOf(first), bodyOf(again));
  EXPECT_EQ(headerOf(again, "Idempotent-Replayed"), "true");
  const http::Reply other = send(R"({"videoUrl":"https://a/b","scanId":"t"})");
  EXPECT_EQ(other.status, 422);
  EXPECT_EQ(codeOf(other), "idempotency_conflict");
  EXPECT_EQ(store_->jobs().counts()->queued, 1);
}

TEST_F(ApiTest, AKeyThatIsEmptyOrCameTwiceIsRefused) {
  FakeCall empty("POST", "/v1/analyses");
  empty.withBody(good.dump()).with("Idempotency-Key", "");
  EXPECT_EQ(call("POST", "/v1/analyses", empty).status, 400);
  FakeCall twice("POST", "/v1/analyses");
  twice.withBody(good.dump()).with("Idempotency-Key", "a").with("Idempotency-Key", "b");
  EXPECT_EQ(call("POST", "/v1/analyses", twice).status, 400);
}

TEST_F(ApiTest, AFullQueueIsSaidWithWhenToComeBack) {
  for (int i = 0; i < 5; ++i) ASSERT_EQ(post(good).status, 202);
  const http::Reply reply = post(good);
  EXPECT_EQ(reply.status, 429);
  EXPECT_EQ(codeOf(reply), "queue_full");
  EXPECT_NE(headerOf(reply, "Retry-After"), "");
}

TEST_F(ApiTest, AnAttachedCaptureIsOnTheDiskUnderANameOfOurs) {
  FakeCall request("POST", "/v1/analyses");
  request.withParts({{{"scanId", "", ""}, "s"},
                     {{"options", "", "application/json"}, R"({"maxMotion":25})"},
                     {{"file", "../../etc/my capture.mp4", "video/mp4"}, "bytes of a capture"}});
  const http::Reply reply = call("POST", "/v1/analyses", request);
  ASSERT_EQ(reply.status, 202) << bodyOf(reply);
  const auto job = store_->jobs().list({})->at(0);
  EXPECT_EQ(job.request.fileName, "my capture.mp4");
  EXPECT_EQ(std::filesystem::file_size(data_->capture(job.request.captureFile)), 18U);
  EXPECT_EQ(capturesOnDisk(), "1");
}

TEST_F(ApiTest, AFormIsTheSameAgainWhenFieldsAndFileAre) {
  const auto send = [&](const std::string& file, const std::string& scan) {
    FakeCall request("POST", "/v1/analyses");
    request.withParts({{{"file", "a.mp4", ""}, file}, {{"scanId", "", ""}, scan}})
        .with("Idempotency-Key", "k");
    return call("POST", "/v1/analyses", request);
  };
  const http::Reply first = send("capture", "s");
  EXPECT_EQ(bodyOf(send("capture", "s"))["id"], bodyOf(first)["id"]);
  EXPECT_EQ(send("another", "s").status, 422);
  EXPECT_EQ(send("capture", "t").status, 422);
  EXPECT_EQ(capturesOnDisk(), "1");  // what was not accepted left nothing
}

TEST_F(ApiTest, AFormWithoutAFileOrWithTwoOrWithAFieldThatIsWrongLeavesNothing) {
  const std::vector<std::vector<std::pair<http::Call::Part, std::string>>> forms{
      {{{"scanId", "", ""}, "s"}},
      {{{"file", "", ""}, "a"}, {{"file", "", ""}, "b"}},
      {{{"file", "", ""}, "a"}, {{"videoUrl", "", ""}, "https://a/b"}},
      {{{"file", "", ""}, "a"}, {{"options", "", ""}, "{\"maxMotion\":1},\"scanId\":\"x\""}},
      {{{"file", "", ""}, "a"}, {{"scanId", "", ""}, "\xff"}},
      {{{"file", "", ""}, "a"}, {{"scanId", "", ""}, "s"}, {{"scanId", "", ""}, "s"}}};
  for (const auto& parts : forms) {
    FakeCall request("POST", "/v1/analyses");
    request.withParts(parts);
    const http::Reply reply = call("POST", "/v1/analyses", request);
    EXPECT_EQ(reply.status, 400) << bodyOf(reply);
    EXPECT_EQ(codeOf(reply), "invalid_request");
  }
  EXPECT_EQ(capturesOnDisk(), "0");
}

TEST_F(ApiTest, ACaptureThatIsTooLargeOrHasNoRoomIsRefused) {
  Settings small;
  small.maxUploadBytes = 10;
  remake(small);
  FakeCall request("POST", "/v1/analyses");
  request.withParts({{{"file", "", ""}, std::string(11, 'x')}});
  EXPECT_EQ(call("POST", "/v1/analyses", request).status, 413);
  Settings full;
  full.dataBytes = 1000;
  remake(full);
  api_->measured(2000);
  FakeCall late("POST", "/v1/analyses");
  late.withParts({{{"file", "", ""}, "x"}});
  const http::Reply reply = call("POST", "/v1/analyses", late);
  EXPECT_EQ(reply.status, 507);
  EXPECT_EQ(codeOf(reply), "insufficient_storage");
}

TEST_F(ApiTest, AHundredAtOnceWithOneKeyMakeOneJob) {
  std::vector<std::thread> clients;
  std::mutex mutex;
  std::set<std::string> ids;
  for (int i = 0; i < 100; ++i)
    clients.emplace_back([&] {
      FakeCall request("POST", "/v1/analyses");
      request.withBody(good.dump()).with("Idempotency-Key", "once");
      const http::Reply reply = call("POST", "/v1/analyses", request);
      const std::lock_guard lock(mutex);
      ids.insert(reply.status == 202 ? bodyOf(reply)["id"].get<std::string>() : bodyOf(reply).dump());
    });
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(ids.size(), 1U) << *ids.begin();
  EXPECT_EQ(store_->jobs().counts()->queued, 1);
}

TEST_F(ApiTest, NothingNewIsTakenWhileTheServerDrains) {
  api_->drain();
  const http::Reply reply = post(good);
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(codeOf(reply), "draining");
}

}  // namespace
}  // namespace gradevault::api
