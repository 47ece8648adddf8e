#include "server_fixture.hpp"

namespace gradevault::http {
namespace {

/// What browsers ask of a server: other origins, names that were pointed at it, proxies in between.
class Browser : public ServerTest {
 protected:
  void SetUp() override {
    settings_.corsOrigins = {"https://app.example"};
    settings_.trustedProxies = {"127.0.0.1", "10.0.0.1"};
    settings_.allowedHosts = {"test", "::1"};
    start();
  }
  std::string preflight(const std::string& path, const std::string& origin) {
    return "OPTIONS " + path + " HTTP/1.1\r\nHost: test\r\nOrigin: " + origin +
           "\r\nAccess-Control-Request-Method: DELETE\r\nAccess-Control-Request-Headers: "
           "tus-resumable\r\n\r\n";
  }
};

TEST_F(Browser, AllowedOriginsMayAsk) {
  const auto answer = client().ask(preflight("/things/a", "https://app.example"));
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "https://app.example");
  EXPECT_NE(answer.header("Access-Control-Allow-Methods").find("DELETE"), std::string::npos);
  EXPECT_NE(answer.header("Access-Control-Allow-Headers").find("Tus-Resumable"), std::string::npos);
  EXPECT_EQ(answer.header("Vary"), "Origin");
  const auto get = client().ask(http::get("/hello", "Origin: https://app.example\r\n"));
  EXPECT_EQ(get.header("Access-Control-Allow-Origin"), "https://app.example");
  EXPECT_NE(get.header("Access-Control-Expose-Headers").find("Upload-Offset"), std::string::npos);
  EXPECT_EQ(get.header("Access-Control-Allow-Credentials"), "");
}

TEST_F(Browser, OtherOriginsMayNot) {
  for (const std::string origin :
       {"https://app.example.evil.test", "http://app.example", "https://app.example:444", "null"}) {
    const auto answer = client().ask(preflight("/things/a", origin));
    EXPECT_EQ(answer.status, 403) << origin;
    EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "");
    EXPECT_EQ(
        client().ask(http::get("/hello", "Origin: " + origin + "\r\n")).header("Access-Control-Allow-Origin"),
        "");
  }
}

TEST_F(Browser, RefusalsCanBeReadByAllowedOrigins) {
  const auto answer = client().ask(get("/nothing", "Origin: https://app.example\r\n"));
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "https://app.example");
}

TEST_F(Browser, ForeignNamesAreMisdirected) {
  EXPECT_EQ(client().ask("GET /hello HTTP/1.1\r\nHost: evil.test\r\n\r\n").status, 421);
  EXPECT_EQ(client().ask("GET /hello HTTP/1.1\r\nHost: TEST:8080\r\n\r\n").status, 200);
  EXPECT_EQ(client().ask("GET /hello HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n").status, 200);
}

TEST_F(Browser, ATrustedProxySaysWhoAsks) {
  EXPECT_EQ(client().ask(get("/peer")).body, "127.0.0.1");
  EXPECT_EQ(
      client().ask(get("/peer", "X-Forwarded-For: 1.1.1.1, 192.0.2.7\r\nX-Forwarded-Proto: https\r\n")).body,
      "192.0.2.7 secure");
  EXPECT_EQ(
      client().ask(get("/peer", "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 192.0.2.7, 10.0.0.1\r\n")).body,
      "192.0.2.7");
}

class PlainServer : public ServerTest {};

TEST_F(PlainServer, KnowsNoOriginsAndNoProxies) {
  start();
  const auto answer =
      client().ask(get("/peer", "Origin: https://app.example\r\nX-Forwarded-For: 192.0.2.7\r\n"));
  EXPECT_EQ(answer.body, "127.0.0.1");
  EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "");
  EXPECT_EQ(answer.header("Vary"), "");
}

}  // namespace
}  // namespace gradevault::http
