#include <sys/socket.h>

#include <vector>

#include "server_fixture.hpp"

namespace gradevault::http {
namespace {

using Limits = ServerTest;

TEST_F(Limits, SlowHeadsGet408) {
  settings_.headerSeconds = 0.5;
  start();
  auto silent = client();
  EXPECT_TRUE(silent.closes());
  EXPECT_EQ(silent.unread(), "");
  auto slow = client();
  slow.send("GET /hello HT");
  EXPECT_EQ(slow.readAnswer().status, 408);
  EXPECT_TRUE(slow.closes());
  // A byte now and then does not help: the whole head has the time.
  auto dripping = client();
  const auto head = get("/hello", "X: " + std::string(1000, 'x') + "\r\n");
  std::size_t sent = 0;
  while (sent < head.size() && dripping.send(head.substr(sent, 1))) {
    ++sent;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_LT(sent, head.size());
}

TEST_F(Limits, SlowBodiesGet408) {
  settings_.bodySeconds = 0.5;
  settings_.uploadGrace = 0.5;
  start();
  for (const std::string request :
       {"POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\nabc",
        "POST /big HTTP/1.1\r\nHost: test\r\nContent-Length: 100000\r\n\r\nabc",
        "POST /big HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        "POST /upload HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\nabc"}) {
    auto client = this->client();
    client.send(request);
    const auto answer = client.readAnswer();
    EXPECT_EQ(answer.status, 408) << request;
    EXPECT_NE(answer.body.find(R"("code":"too_slow")"), std::string::npos);
    EXPECT_TRUE(client.closes());
  }
}

TEST_F(Limits, StreamedBodiesHaveALeastRate) {
  settings_.uploadGrace = 0.5;
  settings_.minUploadRate = 100'000;
  start();
  auto client = this->client();
  client.send("POST /upload HTTP/1.1\r\nHost: test\r\nContent-Length: 500000\r\n\r\n" +
              std::string(50'000, 'x'));
  // Some bytes come all the time, too few of them.
  int pieces = 0;
  while (pieces < 1000 && client.send("0123456789")) {
    ++pieces;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_LT(pieces, 1000);
}

TEST_F(Limits, IdleConnectionsClose) {
  settings_.keepAliveSeconds = 0.5;
  start();
  auto client = this->client();
  EXPECT_EQ(client.ask(get("/hello")).status, 200);
  EXPECT_TRUE(client.closes());
  EXPECT_EQ(client.unread(), "");
}

TEST_F(Limits, AClientThatDoesNotReadIsGivenUp) {
  settings_.stallSeconds = 0.5;
  start();
  auto client = this->client();
  client.send(get("/endless"));
  EXPECT_TRUE(eventually([&] { return waiting_ == 1; }));
  EXPECT_TRUE(eventually([&] { return waiting_ == 0; }));
}

TEST_F(Limits, AHandlerThatWaitsLearnsThatTheClientLeft) {
  start();
  {
    auto client = this->client();
    client.send(get("/wait"));
    ASSERT_TRUE(eventually([&] { return waiting_ == 1; }));
  }
  EXPECT_TRUE(eventually([&] { return waiting_ == 0; }));
}

TEST_F(Limits, AClassThatIsFullHoldsNoOtherBack) {
  settings_.classes.waiting = 2;
  settings_.classes.events = 1;
  start();
  std::vector<RawClient> busy;
  for (int number = 0; number < 2; ++number) {
    busy.push_back(client());
    busy.back().send(get("/wait"));
  }
  busy.push_back(client());
  busy.back().send(get("/events"));
  ASSERT_TRUE(eventually([&] { return waiting_ == 3; }));
  EXPECT_EQ(server_->active(RouteClass::waiting), 2);
  EXPECT_EQ(server_->active(RouteClass::events), 1);
  auto client = this->client();
  for (const std::string path : {"/wait", "/events"}) {
    const auto refused = client.ask(get(path));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("Retry-After"), "1");
  }
  EXPECT_EQ(client.ask(get("/hello")).status, 200);
  release_ = true;
  EXPECT_EQ(busy.front().readAnswer().body, "waited");
  EXPECT_TRUE(eventually([&] { return server_->active(RouteClass::waiting) == 0; }));
}

TEST_F(Limits, APeerThatAsksTooMuchGets429) {
  settings_.requestsPerSecond = 0.5;
  settings_.requestBurst = 3;
  start();
  auto client = this->client();
  for (int request = 0; request < 3; ++request) EXPECT_EQ(client.ask(get("/hello")).status, 200);
  const auto refused = client.ask(get("/hello"));
  EXPECT_EQ(refused.status, 429);
  EXPECT_GE(std::stoi(refused.header("Retry-After")), 1);
  EXPECT_EQ(client.ask(get("/health")).status, 200);
}

TEST_F(Limits, SixHundredIdleConnectionsDoNotKeepARequestFromItsAnswer) {
  settings_.connections = 640;
  start();
  std::vector<RawClient> idle;
  for (int number = 0; number < 600; ++number) {
    idle.push_back(client());
    idle.back().send("GET /he");
  }
  EXPECT_EQ(client().ask(get("/health")).status, 200);
  EXPECT_EQ(idle.front().ask("llo HTTP/1.1\r\nHost: test\r\n\r\n").body, "hello");
}

TEST_F(Limits, TheLongestIdleConnectionMakesRoom) {
  settings_.connections = 3;
  start();
  std::vector<RawClient> clients;
  for (int number = 0; number < 3; ++number) {
    clients.push_back(client());
    // The gate answers this itself, so the order in which they become idle is certain.
    EXPECT_EQ(clients.back().ask(get("/nothing")).status, 404);
  }
  EXPECT_EQ(client().ask(get("/health")).status, 200);
  EXPECT_TRUE(clients.front().closes());
  EXPECT_EQ(clients.back().ask(get("/hello")).status, 200);
}

TEST_F(Limits, NewcomersAreClosedWhereAllAreBusy) {
  settings_.connections = 2;
  start();
  auto one = client();
  auto two = client();
  one.send(get("/wait"));
  two.send(get("/wait"));
  ASSERT_TRUE(eventually([&] { return waiting_ == 2; }));
  auto third = client();
  EXPECT_TRUE(third.closes());
}

TEST_F(Limits, StopLetsRequestsEndAndEndsStreams) {
  start();
  auto idle = client();
  auto waits = client();
  auto listens = client();
  EXPECT_EQ(idle.ask(get("/hello")).status, 200);
  waits.send(get("/wait"));
  listens.send(get("/events"));
  ASSERT_TRUE(eventually([&] { return waiting_ == 2; }));
  std::thread stopping([&] { server_->stop(20); });
  EXPECT_TRUE(idle.closes());
  EXPECT_TRUE(listens.readAll().ends_with("\r\n0\r\n\r\n"));
  EXPECT_EQ(waiting_, 1);
  release_ = true;
  EXPECT_EQ(waits.readAnswer().body, "waited");
  EXPECT_TRUE(waits.closes());
  stopping.join();
}

TEST_F(Limits, StopInterruptsWhatDoesNotEnd) {
  start();
  auto waits = client();
  auto sends = client();
  waits.send(get("/wait"));
  sends.send("POST /upload HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\nabc");
  ASSERT_TRUE(eventually([&] { return waiting_ == 1 && calls_ == 1; }));
  server_->stop(0.1);
  EXPECT_EQ(waiting_, 0);
  EXPECT_TRUE(waits.closes());
  EXPECT_TRUE(sends.closes());
}

TEST_F(Limits, SeveralServersShareAProcess) {
  start();
  auto other = Server::start({}, {});
  ASSERT_TRUE(other.ok());
  EXPECT_NE((*other)->port(), server_->port());
  EXPECT_EQ(RawClient((*other)->port()).ask(get("/hello")).status, 404);
  ServerSettings taken;
  taken.port = server_->port();
  const auto third = Server::start(taken, {});
  ASSERT_FALSE(third.ok());
  EXPECT_EQ(third.error().code, ErrorCode::write_failed);
}

TEST_F(Limits, AddressesThatAreNoneAreSaidSo) {
  ServerSettings settings;
  settings.bind = "example.org";
  EXPECT_EQ(Server::start(settings, {}).error().code, ErrorCode::invalid_argument);
  settings.bind = "192.0.2.1";
  EXPECT_EQ(Server::start(settings, {}).error().code, ErrorCode::write_failed);
}

}  // namespace
}  // namespace gradevault::http
