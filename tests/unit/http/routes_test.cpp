#include <algorithm>

#include "server_fixture.hpp"

namespace gradevault::http {
namespace {

class Routes : public ServerTest {
 protected:
  void SetUp() override { start(); }
};

TEST_F(Routes, AnswerAndKeepTheConnection) {
  auto client = this->client();
  for (int request = 0; request < 3; ++request) {
    const auto answer = client.ask(get("/hello"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "hello");
    EXPECT_EQ(answer.header("Content-Type"), "text/plain");
  }
}

TEST_F(Routes, TakeBodies) {
  auto client = this->client();
  EXPECT_EQ(client.ask(post("/echo", "some text")).body, "some text");
  EXPECT_EQ(client.ask(post("/echo", "")).body, "");
  EXPECT_EQ(client.ask(post("/big", std::string(500'000, 'x'))).body, "500000");
  EXPECT_EQ(client.ask(post("/upload", std::string(900'000, 'x'))).body, "900000");
}

TEST_F(Routes, TakeChunkedBodies) {
  auto client = this->client();
  const std::string head = "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(client.ask(head + "5;note=x\r\nhello\r\n00006\r\n world\r\n0\r\n\r\n").body, "hello world");
  EXPECT_EQ(client.ask(head + "0\r\n\r\n").body, "");
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST_F(Routes, HavePatterns) {
  auto client = this->client();
  EXPECT_EQ(client.ask(get("/things/a%20b%2Fc?x=1&q=two+words%21")).body, "a b/c?two words!");
  EXPECT_EQ(client.ask(get("/rest/a/b/c.js")).body, "a/b/c.js");
  EXPECT_EQ(client.ask(get("/things/")).status, 404);
  EXPECT_EQ(client.ask(get("/things/a/b")).status, 404);
  EXPECT_EQ(client.ask("DELETE /things/a HTTP/1.1\r\nHost: test\r\n\r\n").status, 204);
}

TEST_F(Routes, UnknownPathsAreProblems) {
  const auto answer = client().ask(get("/nothing"));
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
  EXPECT_NE(answer.body.find(R"("type":"urn:gradevault:problem:not_found")"), std::string::npos);
}

TEST_F(Routes, UnknownMethodsLearnTheKnownOnes) {
  for (const auto* method : {"PUT", "TRACE", "BREW"}) {
    const auto answer = client().ask(std::string(method) + " /things/a HTTP/1.1\r\nHost: test\r\n\r\n");
    EXPECT_EQ(answer.status, 405) << method;
    EXPECT_EQ(answer.header("Allow"), "GET, HEAD, DELETE, OPTIONS");
  }
  const auto options = client().ask("OPTIONS /things/a HTTP/1.1\r\nHost: test\r\n\r\n");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("Allow"), "GET, HEAD, DELETE, OPTIONS");
}

TEST_F(Routes, HeadIsGetWithoutTheBody) {
  auto client = this->client();
  const auto answer = client.ask("HEAD /hello HTTP/1.1\r\nHost: test\r\n\r\n", true);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Length"), "5");
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
  EXPECT_EQ(client.ask("HEAD /nothing HTTP/1.1\r\nHost: test\r\n\r\n", true).status, 404);
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST_F(Routes, PipelinedRequestsAreAnsweredInOrder) {
  auto client = this->client();
  client.send(get("/things/1") + post("/echo", "2") + get("/nothing") + get("/things/4"));
  EXPECT_EQ(client.readAnswer().body, "1?-");
  EXPECT_EQ(client.readAnswer().body, "2");
  EXPECT_EQ(client.readAnswer().status, 404);
  EXPECT_EQ(client.readAnswer().body, "4?-");
}

TEST_F(Routes, WhatAHandlerThrowsStaysInside) {
  const auto answer = client().ask(get("/throws"));
  EXPECT_EQ(answer.status, 500);
  EXPECT_NE(answer.body.find(R"("code":"internal")"), std::string::npos);
  EXPECT_EQ(answer.body.find("secret"), std::string::npos);
}

TEST_F(Routes, AHandlersHeadersCannotSplitTheAnswer) {
  const auto answer = client().ask(get("/splits"));
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.head.find("Set-Cookie"), std::string::npos);
}

TEST_F(Routes, EveryAnswerHasTheSafetySwitches) {
  for (const auto* path : {"/hello", "/nothing", "/throws"}) {
    const auto answer = client().ask(get(path));
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(answer.header("Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_EQ(answer.header("Cross-Origin-Embedder-Policy"), "require-corp");
    EXPECT_EQ(answer.header("Cross-Origin-Resource-Policy"), "same-origin");
    EXPECT_EQ(answer.header("Server"), "");
    EXPECT_FALSE(answer.header("Date").empty());
  }
}

TEST_F(Routes, AreReportedOnceServed) {
  auto client = this->client();
  client.ask(get("/things/a"));
  client.ask(get("/nothing"));
  ASSERT_TRUE(eventually([&] { return served().size() == 2; }));
  const auto all = served();
  EXPECT_EQ(all[0].route, "/things/{id}");
  EXPECT_EQ(all[0].status, 200);
  EXPECT_EQ(all[0].peer, "127.0.0.1");
  EXPECT_GT(all[0].bytesOut, 10);
  EXPECT_EQ(all[1].route, "");
  EXPECT_EQ(all[1].status, 404);
}

}  // namespace
}  // namespace gradevault::http
