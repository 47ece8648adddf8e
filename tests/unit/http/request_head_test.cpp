#include <gtest/gtest.h>

#include "../../../native-server/http/src/request_head.hpp"

namespace gradevault::http {
namespace {

std::variant<RequestHead, Refusal> parse(const std::string& lines) {
  return parseRequestHead(lines + "\r\n", ServerSettings());
}

int refusedWith(const std::string& lines) {
  const auto parsed = parse(lines);
  const auto* refusal = std::get_if<Refusal>(&parsed);
  return refusal == nullptr ? 200 : refusal->status;
}

const std::string kGet = "GET / HTTP/1.1\r\nHost: a\r\n";
const std::string kPost = "POST / HTTP/1.1\r\nHost: a\r\n";

TEST(RequestHead, ReadsWhatIsThere) {
  const auto parsed =
      parse("POST /a%20b?c=d HTTP/1.1\r\nhost:  example.org \r\nContent-Length: 12\r\nX: y, z\r\n");
  ASSERT_TRUE(std::holds_alternative<RequestHead>(parsed));
  const auto& head = std::get<RequestHead>(parsed);
  EXPECT_EQ(head.method, "POST");
  EXPECT_EQ(head.target, "/a%20b?c=d");
  EXPECT_EQ(head.path, "/a%20b");
  EXPECT_EQ(head.query, "c=d");
  EXPECT_EQ(head.value("HOST"), "example.org");
  EXPECT_EQ(head.contentLength, 12);
  EXPECT_TRUE(head.keepAlive);
}

TEST(RequestHead, TakesTheAbsoluteForm) {
  const auto parsed = parse("GET http://example.org/a?b HTTP/1.1\r\nHost: example.org\r\n");
  ASSERT_TRUE(std::holds_alternative<RequestHead>(parsed));
  EXPECT_EQ(std::get<RequestHead>(parsed).target, "/a?b");
}

TEST(RequestHead, KnowsWhenTheConnectionEnds) {
  const auto keeps = [](const std::string& lines) { return std::get<RequestHead>(parse(lines)).keepAlive; };
  EXPECT_TRUE(keeps(kGet));
  EXPECT_FALSE(keeps(kGet + "Connection: x, Close\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n"));
  EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n"));
}

TEST(RequestHead, RefusesMalformedRequestLines) {
  for (const std::string line :
       {"GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", "G@T / HTTP/1.1", " GET / HTTP/1.1", "GET a HTTP/1.1",
        "GET /a b HTTP/1.1", "GET /a\tb HTTP/1.1", "GET /\xc3\xa4 HTTP/1.1", "GET /#x HTTP/1.1",
        "GET / http/1.1", "CONNECT a:443 HTTP/1.1", "GET / ", ""}) {
    EXPECT_EQ(refusedWith(line + "\r\nHost: a\r\n"), 400) << line;
  }
  EXPECT_EQ(refusedWith("GET / HTTP/2.0\r\nHost: a\r\n"), 505);
  EXPECT_EQ(refusedWith("GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n"), 414);
}

TEST(RequestHead, RefusesMalformedHeaders) {
  for (const std::string line :
       {"Name : x", "Na me: x", ": x", "Name", " folded: x", "\tfolded", "Name: a\rb", "Name: a\x01",
        "Name: a\x7f", "N\xc3\xa4me: x", "Name\t: x", "(Name): x"}) {
    EXPECT_EQ(refusedWith(kGet + line + "\r\n"), 400) << line;
  }
  EXPECT_EQ(refusedWith(kGet + "Name: \t tab\tinside \xc3\xa4 \r\n"), 200);
  std::string many = kGet;
  for (int number = 0; number < 63; ++number) many += "X: y\r\n";
  EXPECT_EQ(refusedWith(many), 200);
  EXPECT_EQ(refusedWith(many + "X: y\r\n"), 431);
}

TEST(RequestHead, RefusesTwoWaysToEndABody) {
  for (const std::string lines :
       {"Content-Length: 5\r\nContent-Length: 5\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 5, 5\r\n", "Content-Length: +5\r\n", "Content-Length: -1\r\n",
        "Content-Length: 0x5\r\n", "Content-Length: 5 \t6\r\n", "Content-Length:\r\n",
        "Content-Length: 9999999999999999999\r\n", "Content-Length: %35\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"}) {
    EXPECT_EQ(refusedWith(kPost + lines), 400) << lines;
  }
  for (const std::string lines :
       {"Transfer-Encoding: gzip\r\n", "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: \"chunked\"\r\n", "Transfer-Encoding:\r\n"}) {
    EXPECT_EQ(refusedWith(kPost + lines), 501) << lines;
  }
  EXPECT_EQ(refusedWith("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n"), 400);
  EXPECT_EQ(refusedWith(kPost + "Transfer-Encoding: Chunked\r\n"), 200);
}

TEST(RequestHead, WantsOneHost) {
  EXPECT_EQ(refusedWith("GET / HTTP/1.1\r\n"), 400);
  EXPECT_EQ(refusedWith("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n"), 400);
  EXPECT_EQ(refusedWith("GET / HTTP/1.0\r\n"), 200);
}

TEST(RequestHead, KnowsOneExpectation) {
  EXPECT_TRUE(
      std::get<RequestHead>(parse(kPost + "Content-Length: 1\r\nExpect: 100-Continue\r\n")).expectsContinue);
  EXPECT_FALSE(std::get<RequestHead>(parse(kPost + "Expect: 100-continue\r\n")).expectsContinue);
  EXPECT_EQ(refusedWith(kPost + "Expect: a coffee\r\n"), 417);
}

TEST(RequestHead, EndsAtTheEmptyLine) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  EXPECT_EQ(headEnd(head + "more", 0), head.size());
  for (std::size_t size = 0; size < head.size(); ++size) {
    EXPECT_EQ(headEnd(head.substr(0, size), 0), 0U);
    EXPECT_EQ(headEnd(head, size), head.size()) << "when " << size << " bytes had come before";
  }
}

TEST(RequestHead, NeverEndsAtABareLineFeed) {
  EXPECT_EQ(headEnd("GET / HTTP/1.1\nHost: a\n\n", 0), std::string::npos);
  EXPECT_EQ(headEnd("GET / HTTP/1.1\r\nHost: a\r\n\n", 0), std::string::npos);
  EXPECT_EQ(headEnd("\n", 0), std::string::npos);
  EXPECT_EQ(headEnd(std::string_view("GET \0", 5), 0), std::string::npos);
}

}  // namespace
}  // namespace gradevault::http
