#include "server_fixture.hpp"

namespace gradevault::http {
namespace {

class Refusals : public ServerTest {
 protected:
  void SetUp() override {
    settings_.corsOrigins.clear();
    start();
  }
};

TEST_F(Refusals, SmuggledRequestsCloseTheConnection) {
  const std::string smuggled = "GET /health HTTP/1.1\r\nHost: test\r\n\r\n";
  const std::string head = "POST /echo HTTP/1.1\r\nHost: test\r\n";
  for (const auto& [framing, status] : std::vector<std::pair<std::string, int>>{
           {"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
           {"Content-Length: 5\r\nContent-Length: 0\r\n\r\n", 400},
           {"Transfer-Encoding: xchunked\r\n\r\n", 501},
           {"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
           {"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400},
           {"X: y\r\n Transfer-Encoding: chunked\r\n\r\n", 400},
           {"X: y\nTransfer-Encoding: chunked\r\n\r\n", 400},
           {"X: y\rTransfer-Encoding: chunked\r\n\r\n", 400}}) {
    auto client = this->client();
    client.send(head + framing + smuggled);
    const auto all = client.readAll();
    EXPECT_EQ(all.substr(9, 3), std::to_string(status)) << framing;
    EXPECT_EQ(all.find("HTTP/1.1", 1), std::string::npos) << "a second answer to " << framing;
  }
  EXPECT_EQ(calls_, 0);
}

TEST_F(Refusals, BrokenChunksCloseTheConnection) {
  const std::string head = "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const std::string body :
       {"FFFFFFFFFFFFFFFF\r\nx", "-2\r\nx", "0x5\r\nhello\r\n0\r\n\r\n", "5\nhello\r\n0\r\n\r\n",
        "5\r\nhello!\r\n0\r\n\r\n", "0\r\nTrailer: x\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n"}) {
    auto client = this->client();
    const auto answer = client.ask(head + body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(client.closes());
  }
  EXPECT_EQ(calls_, 0);
}

TEST_F(Refusals, HugeHeads) {
  EXPECT_EQ(client().ask(get("/" + std::string(9000, 'a'))).status, 414);
  EXPECT_EQ(client().ask(get("/hello", "X: " + std::string(20'000, 'a') + "\r\n")).status, 431);
  std::string many;
  for (int header = 0; header < 100; ++header) many += "X: y\r\n";
  EXPECT_EQ(client().ask(get("/hello", many)).status, 431);
  auto endless = client();
  for (int piece = 0; piece < 1000 && endless.send("X-" + std::string(1000, 'a') + ": b\r\n"); ++piece)
    continue;
  EXPECT_TRUE(endless.closes());
}

TEST_F(Refusals, LargeBodiesBeforeTheyAreSent) {
  const auto answer = client().ask(
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(answer.status, 413);
  EXPECT_NE(answer.body.find(R"("code":"body_too_large")"), std::string::npos);
  EXPECT_EQ(calls_, 0);
}

TEST_F(Refusals, LargeBodiesThatAreSentAllTheSame) {
  auto client = this->client();
  client.send(post("/echo", std::string(500'000, 'x')));
  EXPECT_EQ(client.readAnswer().status, 413);
  EXPECT_TRUE(client.closes());
}

TEST_F(Refusals, LargeChunkedBodies) {
  for (const std::string path : {"/echo", "/upload"}) {
    auto client = this->client();
    client.send("POST " + path + " HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n");
    bool sent = true;
    for (int chunk = 0; chunk < 200 && sent; ++chunk)
      sent = client.send("2000\r\n" + std::string(8192, 'x') + "\r\n");
    const auto answer = client.readAnswer();
    EXPECT_EQ(answer.status, 413) << path;
    EXPECT_NE(answer.body.find("body_too_large"), std::string::npos);
    EXPECT_TRUE(client.closes());
  }
}

TEST_F(Refusals, ABodyThatNobodyReadsEndsTheConnection) {
  auto client = this->client();
  client.send("POST /unread HTTP/1.1\r\nHost: test\r\nContent-Length: 50000000\r\n\r\n" +
              std::string(100'000, 'x'));
  const auto answer = client.readAnswer();
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(client.closes());
}

TEST_F(Refusals, CompressedBodies) {
  EXPECT_EQ(client().ask(post("/echo", "x", "Content-Encoding: gzip\r\n")).status, 415);
  EXPECT_EQ(client().ask(post("/echo", "x", "Content-Encoding: identity\r\n")).status, 200);
}

TEST_F(Refusals, BodiesWhereNoneBelong) {
  EXPECT_EQ(client().ask(get("/hello", "Content-Length: 3\r\n") + "abc").status, 400);
  EXPECT_EQ(client().ask(get("/hello", "Content-Length: 0\r\n")).status, 200);
}

TEST_F(Refusals, PathsThatLeadElsewhere) {
  for (const std::string path : {"/rest/../hello", "/rest/%2e%2e/hello", "/rest/a%00b", "/rest/%zz"}) {
    EXPECT_EQ(client().ask(get(path)).status, 400) << path;
  }
}

TEST_F(Refusals, ExpectContinueIsSaidOnceTheBodyIsWanted) {
  for (const std::string path : {"/echo", "/upload"}) {
    auto client = this->client();
    client.send("POST " + path +
                " HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.readAnswer().status, 100);
    EXPECT_EQ(client.ask("hello").status, 200);
    EXPECT_EQ(client.ask(get("/hello")).body, "hello");
  }
  // Nobody reads this one: no invitation to send 50 MB.
  const auto refused = client().ask(
      "POST /unread HTTP/1.1\r\nHost: test\r\nContent-Length: 50000000\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(refused.status, 401);
}

TEST_F(Refusals, AnEmptyLineBeforeARequestIsForgivenOnce) {
  EXPECT_EQ(client().ask("\r\n" + get("/hello")).status, 200);
  EXPECT_EQ(client().ask("\r\n\r\n" + get("/hello")).status, 400);
}

TEST_F(Refusals, HttpOneZeroIsAnsweredAndClosed) {
  auto client = this->client();
  client.send("GET /hello HTTP/1.0\r\n\r\n");
  const auto all = client.readAll();
  EXPECT_NE(all.find("200 OK"), std::string::npos);
  EXPECT_TRUE(all.ends_with("\r\n\r\nhello"));
}

TEST_F(Refusals, MultipartThatIsMalformed) {
  const std::string type = "Content-Type: multipart/form-data; boundary=xyz\r\n";
  const std::string part =
      "--xyz\r\nContent-Disposition: form-data; name=file; filename=a.mp4\r\nContent-Type: "
      "video/mp4\r\n\r\nabc\r\n";
  EXPECT_EQ(client().ask(post("/parts", part + "--xyz--\r\n", type)).body, "file|a.mp4|video/mp4=3");
  const auto cut = client().ask(post("/parts", part, type));
  EXPECT_EQ(cut.status, 400);
  EXPECT_NE(cut.body.find("malformed_multipart"), std::string::npos);
  EXPECT_EQ(client().ask(post("/parts", part)).status, 400);
}

}  // namespace
}  // namespace gradevault::http
