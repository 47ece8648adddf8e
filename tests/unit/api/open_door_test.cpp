#include "api_test.hpp"

namespace gradevault::api {
namespace {

/// A server without keys, as a browser on the same machine reaches it.
class OpenDoorTest : public ApiTest {
 protected:
  http::Reply ask(const std::string& host, const std::string& origin, const std::string& method = "POST") {
    FakeCall request(method, "/v1/analyses");
    if (!host.empty()) request.with("Host", host);
    if (!origin.empty()) request.with("Origin", origin);
    if (method == "POST") request.withBody(R"({"videoUrl":"https://a/b"})");
    return call(method, "/v1/analyses", request);
  }
};

TEST_F(OpenDoorTest, NamesOfThisMachineAreAnswered) {
  for (const char* host :
       {"localhost:8080", "LOCALHOST", "127.0.0.1", "127.8.0.1:80", "[::1]:8080", "scan.localhost", ""})
    EXPECT_EQ(ask(host, "", "GET").status, 200) << host;
}

TEST_F(OpenDoorTest, ANameOfSomebodyElseIsRefusedWhateverItPointsAt) {
  for (const char* host :
       {"attacker.example", "127.0.0.1.attacker.example", "localhost.attacker.example:8080",
        "127.attacker.example", "10.0.0.1", "[::2]", "1"})
    EXPECT_EQ(codeOf(ask(host, "", "GET")), "host_not_allowed") << host;
}

TEST_F(OpenDoorTest, APageOfAnotherOriginStartsNothing) {
  EXPECT_EQ(ask("localhost:8080", "http://localhost:8080").status, 202);
  for (const char* origin : {"https://attacker.example", "null", "http://localhost:8081", "http://localhost",
                             "http://127.0.0.1:8080", "garbage"}) {
    const http::Reply reply = ask("localhost:8080", origin);
    EXPECT_EQ(reply.status, 403) << origin;
    EXPECT_EQ(codeOf(reply), "origin_not_allowed") << origin;
  }
  EXPECT_EQ(store_->jobs().counts()->queued, 1);
}

TEST_F(OpenDoorTest, AnOperatorNamesMore) {
  Settings settings;
  settings.allowedHosts = {"Bench.example"};
  settings.corsOrigins = {"https://app.example.org"};
  settings.publicUrl = "https://scan.example.org:8443/";
  remake(settings);
  EXPECT_EQ(ask("bench.example:80", "").status, 202);
  EXPECT_EQ(ask("scan.example.org:8443", "https://scan.example.org:8443").status, 202);
  EXPECT_EQ(ask("localhost", "https://app.example.org").status, 202);
  EXPECT_EQ(ask("localhost", "https://app.example.org.attacker.example").status, 403);
}

TEST_F(OpenDoorTest, WhereKeysAreAskedForTheyDecide) {
  Settings settings;
  settings.keysRequired = true;
  remake(settings);
  EXPECT_EQ(codeOf(ask("attacker.example", "https://attacker.example")), "unauthorized");
}

}  // namespace
}  // namespace gradevault::api
