#include <mutex>
#include <thread>

#include "api_test.hpp"

namespace gradevault::api {
namespace {

class EventsTest : public ApiTest {
 protected:
  void SetUp() override {
    ApiTest::SetUp();
    id_ = bodyOf(post({{"videoUrl", "https://a/b"}}))["id"];
  }
  http::Reply open(const std::string& lastEvent = "") {
    FakeCall request("GET", "/v1/analyses/" + id_ + "/events");
    request.withParameter("id", id_);
    if (!lastEvent.empty()) request.with("Last-Event-ID", lastEvent);
    return call("GET", "/v1/analyses/{id}/events", request);
  }
  static std::string all(const http::Reply& reply) {
    std::string text;
    const auto* stream = std::get_if<http::EventStream>(&reply.body);
    if (stream == nullptr) return "status " + std::to_string(reply.status);
    stream->run(
        [&](std::string_view piece) {
          text += piece;
          return true;
        },
        [] { return true; });
    return text;
  }
  void progress(const jobs::Job& job, int percent) {
    const std::vector<jobs::Event> events{
        {.type = "progress", .data = "{\"percent\":" + std::to_string(percent) + "}"}};
    ASSERT_TRUE(store_->jobs().append({job.id, job.token}, events).ok());
  }
  static std::vector<int> numbers(const std::string& text) {
    std::vector<int> found;
    for (std::size_t at = text.find("id: "); at != std::string::npos; at = text.find("id: ", at + 1))
      found.push_back(std::stoi(text.substr(at + 4)));
    return found;
  }
  std::string id_;
};

TEST_F(EventsTest, AListenerHearsEverythingInOrderToTheEnd) {
  const http::Reply reply = open();
  EXPECT_EQ(reply.mediaType, "text/event-stream");
  std::string heard;
  std::thread listener([&] { heard = all(reply); });
  const auto job = store_->jobs().claim({.worker = "w", .tiers = {jobs::Tier::standard}});
  for (int i = 1; i <= 20; ++i) progress(**job, i);
  ASSERT_TRUE(
      store_->jobs().fail({id_, (*job)->token}, jobs::Failure::rejected, {"unreadable_capture", "no"}).ok());
  listener.join();
  const std::vector<int> found = numbers(heard);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front(), 1);
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
  EXPECT_NE(heard.find("event: queued\n"), std::string::npos);
  EXPECT_NE(heard.find("event: progress\ndata: {\"percent\":20}\n\n"), std::string::npos) << heard;
  EXPECT_NE(heard.find("event: failed\n"), std::string::npos);
}

TEST_F(EventsTest, AfterACutItGoesOnWithoutAGap) {
  const auto job = store_->jobs().claim({.worker = "w", .tiers = {jobs::Tier::standard}});
  for (int i = 1; i <= 10; ++i) progress(**job, i);
  std::string heard;
  {
    const http::Reply reply = open();
    int writes = 0;
    std::get<http::EventStream>(reply.body)
        .run(
            [&](std::string_view piece) {
              heard += piece;
              return ++writes < 2;
            },
            [] { return true; });
  }
  const int last = numbers(heard).back();
  const http::Reply reply = open(std::to_string(last));
  std::string rest;
  std::thread listener([&] { rest = all(reply); });
  for (int i = 11; i <= 400; ++i) progress(**job, i);
  // What is told must have been read before the end makes the store forget progress that is over.
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  ASSERT_TRUE(
      store_->jobs().commit({id_, (*job)->token}, {.results = "r", .report = "{}", .artifacts = {}}).ok());
  listener.join();
  std::vector<int> expected(numbers(rest).size());
  for (std::size_t i = 0; i < expected.size(); ++i) expected[i] = last + 1 + static_cast<int>(i);
  EXPECT_EQ(numbers(rest), expected);
  EXPECT_NE(rest.find("event: done\n"), std::string::npos);
}

TEST_F(EventsTest, WhoHasHeardAllOfOneThatEndedIsSentAway) {
  finishNext();
  const std::string heard = all(open());
  const int last = numbers(heard).back();
  EXPECT_EQ(open(std::to_string(last)).status, 204);
  EXPECT_EQ(open("x").status, 400);
  EXPECT_EQ(open("-1").status, 400);
}

TEST_F(EventsTest, ManyListenersHearTheSame) {
  constexpr int count = 50;
  std::vector<std::string> heard(count);
  std::vector<std::thread> listeners;
  for (int i = 0; i < count; ++i)
    listeners.emplace_back([&, i] { heard[static_cast<std::size_t>(i)] = all(open()); });
  finishNext();
  for (std::thread& listener : listeners) listener.join();
  for (const std::string& text : heard) EXPECT_NE(text.find("event: done\n"), std::string::npos);
}

TEST_F(EventsTest, ASilentStreamIsKeptAliveAndEndsWithTheServer) {
  Settings settings;
  settings.keepAliveSeconds = 0.02;
  remake(settings);
  const http::Reply reply = open();
  std::atomic<int> comments{0};
  std::thread listener([&] {
    std::get<http::EventStream>(reply.body)
        .run(
            [&](std::string_view piece) {
              comments += piece.starts_with(": ") ? 1 : 0;
              return true;
            },
            [] { return true; });
  });
  while (comments < 3) std::this_thread::yield();
  api_->stop();
  listener.join();
}

class PrototypeTest : public ApiTest {
 protected:
  http::Reply trigger(const std::string& pattern, const Json& body) {
    FakeCall request("POST", pattern);
    request.withBody(body.dump()).with("Host", "localhost:8080");
    return call("POST", pattern, request);
  }
};

TEST_F(PrototypeTest, AnErrorHasThePrototypesShape) {
  const http::Reply reply = trigger("/trigger_analysis", {{"scanId", "s"}});
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(bodyOf(reply)["success"], false);
  EXPECT_EQ(bodyOf(reply)["scanId"], "s");
  EXPECT_EQ(bodyOf(reply)["code"], "invalid_request");
}

TEST_F(PrototypeTest, OneThatFailsIsToldWhyAndTheOtherCallAsksForAGpu) {
  std::thread worker([&] {
    while (true) {
      const auto job =
          store_->jobs().claim({.worker = "w", .lane = jobs::Lane::gpu, .tiers = {jobs::Tier::standard}});
      if (!*job) continue;
      EXPECT_EQ((*job)->request.lane, jobs::Lane::gpu);
      ASSERT_TRUE(
          store_->jobs()
              .fail({(*job)->id, (*job)->token}, jobs::Failure::rejected, {"unreadable_capture", "no video"})
              .ok());
      return;
    }
  });
  const http::Reply reply =
      trigger("/trigger_analysis_gpu",
              {{"videoUrl", "https://a/b"}, {"scanId", "s"}, {"itemType", "card"}, {"userId", 7}});
  worker.join();
  EXPECT_EQ(reply.status, 422);
  EXPECT_EQ(
      bodyOf(reply),
      Json({{"success", false}, {"scanId", "s"}, {"error", "no video"}, {"code", "unreadable_capture"}}));
}

TEST_F(PrototypeTest, AClientThatGoesAwayDoesNotEndTheAnalysis) {
  FakeCall request("POST", "/trigger_analysis");
  request.withBody(R"({"videoUrl":"https://a/b"})");
  request.hangUp();
  EXPECT_EQ(call("POST", "/trigger_analysis", request).status, 504);
  EXPECT_EQ(store_->jobs().counts()->queued, 1);
}

}  // namespace
}  // namespace gradevault::api
