#include "gradevault/delivery/webhook_dispatcher.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "memory_outbox.hpp"
#include "one_answer_server.hpp"

namespace gradevault::delivery {
namespace {

using Send = OneAnswerServer::Send;

constexpr jobs::Milliseconds start = 1'700'000'000'000;

WebhookSettings settings() {
  WebhookSettings made;
  made.secrets = *webhookSecrets(*WebhookSecret::make());
  made.poll = 5;
  return made;
}

/// Waits, generously; the conditions here come true in milliseconds.
template <class Condition>
bool becomes(Condition condition) {
  for (int i = 0; i < 6000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

std::function<void(const std::string&, const Send&)> answering(const std::string& head) {
  return [head](const std::string&, const Send& send) {
    send("HTTP/1.1 " + head + "\r\nContent-Length: 0\r\n\r\n");
  };
}

std::string headerOf(const std::string& request, const std::string& name) {
  const std::size_t at = request.find("\r\n" + name + ": ");
  if (at == std::string::npos) return "";
  const std::size_t from = at + name.size() + 4;
  return request.substr(from, request.find("\r\n", from) - from);
}

outgoing::HttpClient anywhere() {
  return outgoing::HttpClient(*outgoing::addressPolicy({"127.0.0.0/8"}));
}

TEST(WebhookDispatcher, DeliversSigned) {
  const OneAnswerServer receiver(answering("204 No Content"));
  const HandClock clock(start);
  MemoryOutbox outbox(clock);
  outbox.add("msg_1", receiver.url("/hook?key=1"), "{\"type\": \"analysis.done\"}");
  const auto client = anywhere();
  const auto own = settings();
  WebhookDispatcher dispatcher(outbox, client, own, clock);
  dispatcher.start();
  ASSERT_TRUE(becomes([&] { return outbox.kept("msg_1").state == "delivered"; }));
  const std::string heard = receiver.heard().at(0);
  EXPECT_TRUE(heard.starts_with("POST /hook?key=1 HTTP/1.1\r\n"));
  EXPECT_TRUE(heard.ends_with("\r\n\r\n{\"type\": \"analysis.done\"}"));
  EXPECT_EQ(headerOf(heard, "webhook-id"), "msg_1");
  EXPECT_EQ(headerOf(heard, "webhook-timestamp"), "1700000000");
  EXPECT_EQ(headerOf(heard, "webhook-signature"),
            own.secrets[0].sign("msg_1", 1'700'000'000, "{\"type\": \"analysis.done\"}"));
}

TEST(WebhookDispatcher, TriesAgainWithTheSameIdAndBodyUntilItIsHeard) {
  std::atomic<int> requests = 0;
  const OneAnswerServer receiver([&](const std::string& request, const Send& send) {
    answering(++requests < 4 ? "500 Broken" : "200 OK")(request, send);
  });
  HandClock clock(start);
  MemoryOutbox outbox(clock);
  outbox.add("msg_1", receiver.url("/"), "body");
  const auto client = anywhere();
  WebhookDispatcher dispatcher(outbox, client, settings(), clock);
  dispatcher.start();
  const jobs::Milliseconds delays[] = {5'000, 300'000, 1'800'000};
  for (int tries = 1; tries <= 3; ++tries) {
    ASSERT_TRUE(becomes([&] { return outbox.kept("msg_1").delivery.tries == tries; }));
    const auto kept = outbox.kept("msg_1");
    EXPECT_EQ(kept.reason, "status_500");
    const auto delay = static_cast<double>(kept.delivery.next - clock.now());
    EXPECT_NEAR(delay, static_cast<double>(delays[tries - 1]),
                0.101 * static_cast<double>(delays[tries - 1]));
    EXPECT_EQ(requests, tries);
    clock.advance(static_cast<jobs::Milliseconds>(delay));
  }
  ASSERT_TRUE(becomes([&] { return outbox.kept("msg_1").state == "delivered"; }));
  const auto heard = receiver.heard();
  ASSERT_EQ(heard.size(), 4U);
  for (const std::string& request : heard) {
    EXPECT_EQ(headerOf(request, "webhook-id"), "msg_1");
    EXPECT_TRUE(request.ends_with("\r\n\r\nbody"));
  }
  EXPECT_NE(headerOf(heard[0], "webhook-timestamp"), headerOf(heard[3], "webhook-timestamp"));
}

TEST(WebhookDispatcher, GivesUpAfterADayOrWhenTold) {
  const OneAnswerServer broken(answering("503 Busy"));
  const OneAnswerServer gone(answering("410 Gone"));
  HandClock clock(start);
  MemoryOutbox outbox(clock);
  outbox.add("late", broken.url("/"), "x");
  clock.advance(24 * 3'600'000);
  outbox.add("gone", gone.url("/"), "x");
  outbox.add("nowhere", "ftp://127.0.0.1/", "x");
  outbox.add("private", "http://10.0.0.1/", "x");
  const auto client = anywhere();
  std::mutex mutex;
  std::vector<WebhookTry> tried;
  WebhookDispatcher dispatcher(outbox, client, settings(), clock, [&](const WebhookTry& made) {
    const std::lock_guard lock(mutex);
    tried.push_back(made);
  });
  dispatcher.start();
  ASSERT_TRUE(becomes([&] { return *outbox.waiting() == 1 && outbox.kept("private").delivery.tries == 1; }));
  dispatcher.stop();
  EXPECT_EQ(outbox.kept("late").state, "given up");
  EXPECT_EQ(outbox.kept("late").reason, "status_503");
  EXPECT_EQ(outbox.kept("gone").reason, "status_410");
  EXPECT_EQ(outbox.kept("nowhere").reason, "url_invalid");
  EXPECT_EQ(outbox.kept("private").reason, "address_refused");
  EXPECT_EQ(tried.size(), 4U);
}

TEST(WebhookDispatcher, HeedsRetryAfterAndFollowsNoRedirect) {
  const OneAnswerServer elsewhere(answering("200 OK"));
  const OneAnswerServer busy(answering("429 Slow down\r\nRetry-After: 3600"));
  const OneAnswerServer moved(answering("302 Found\r\nLocation: " + elsewhere.url("/")));
  const HandClock clock(start);
  MemoryOutbox outbox(clock);
  outbox.add("busy", busy.url("/"), "x");
  outbox.add("moved", moved.url("/"), "x");
  const auto client = anywhere();
  WebhookDispatcher dispatcher(outbox, client, settings(), clock);
  dispatcher.start();
  ASSERT_TRUE(becomes(
      [&] { return outbox.kept("busy").delivery.tries == 1 && outbox.kept("moved").delivery.tries == 1; }));
  EXPECT_EQ(outbox.kept("busy").delivery.next, start + 3'600'000);
  EXPECT_EQ(outbox.kept("moved").reason, "status_302");
  EXPECT_TRUE(elsewhere.heard().empty());
}

TEST(WebhookDispatcher, AnAnswersBodyIsNotRead) {
  const OneAnswerServer receiver([](const std::string&, const Send& send) {
    send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
    for (int i = 0; i < 600 && send(std::string(1000, 'x')); ++i) ::usleep(100'000);
  });
  const HandClock clock(start);
  MemoryOutbox outbox(clock);
  outbox.add("msg_1", receiver.url("/"), "x");
  const auto client = anywhere();
  auto own = settings();
  own.timeoutSeconds = 60;
  WebhookDispatcher dispatcher(outbox, client, own, clock);
  dispatcher.start();
  EXPECT_TRUE(becomes([&] { return outbox.kept("msg_1").state == "delivered"; }));
}

TEST(WebhookDispatcher, ASlowReceiverDoesNotHoldTheOthersNorTheEnd) {
  std::atomic<bool> release = false;
  const OneAnswerServer slow([&](const std::string&, const Send&) {
    while (!release) ::usleep(10'000);
  });
  const OneAnswerServer quick(answering("200 OK"));
  const HandClock clock(start);
  MemoryOutbox outbox(clock);
  for (int i = 0; i < 200; ++i) outbox.add("a" + std::to_string(i), slow.url("/"), "x");
  for (int i = 0; i < 20; ++i) outbox.add("b" + std::to_string(i), quick.url("/"), "x");
  const auto client = anywhere();
  auto own = settings();
  own.timeoutSeconds = 600;
  own.lease = 3'600'000;
  own.senders = 4;
  WebhookDispatcher dispatcher(outbox, client, own, clock);
  dispatcher.start();
  EXPECT_TRUE(becomes([&] {
    for (int i = 0; i < 20; ++i) {
      if (outbox.kept("b" + std::to_string(i)).state != "delivered") return false;
    }
    return true;
  }));
  // Without breaking off it would take ten minutes, and this test its time-out.
  dispatcher.stop();
  EXPECT_EQ(*outbox.waiting(), 200);
  EXPECT_EQ(outbox.kept("a0").delivery.tries, 0);
  release = true;
}

}  // namespace
}  // namespace gradevault::delivery
