#include "gradevault/outgoing/http_client.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "gradevault/digest.hpp"
#include "one_answer_server.hpp"

namespace gradevault::outgoing {
namespace {

using Send = OneAnswerServer::Send;

HttpClient clientFor(const OneAnswerServer& server) {
  return HttpClient(*addressPolicy({server.allowed()}));
}

template <class T>
std::string codeOf(const Answer<T>& answer) {
  const auto* refusal = std::get_if<Refusal>(&answer);
  return refusal == nullptr ? "" : refusal->code;
}

std::string answer(const std::string& status, const std::string& headers, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

/// The order of headers is the library's.
std::multiset<std::string> linesOf(const std::string& request) {
  std::multiset<std::string> lines;
  for (std::size_t at = 0; at <= request.size();) {
    const std::size_t end = std::min(request.find("\r\n", at), request.size());
    lines.insert(request.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

/// A file without a name, to download into.
class Target {
 public:
  Target() : file_(std::tmpfile()) {}
  ~Target() { std::fclose(file_); }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;
  [[nodiscard]] int descriptor() const { return ::fileno(file_); }
  [[nodiscard]] std::string content() const {
    std::string text(static_cast<std::size_t>(::lseek(descriptor(), 0, SEEK_END)), '\0');
    EXPECT_EQ(::pread(descriptor(), text.data(), text.size(), 0), static_cast<ssize_t>(text.size()));
    return text;
  }

 private:
  FILE* file_;
};

DownloadRequest downloadOf(const std::string& url, const Target& target) {
  DownloadRequest request;
  request.url = url;
  request.descriptor = target.descriptor();
  request.maxBytes = 1 << 20;
  return request;
}

TEST(HttpClient, SendsWhatItWasGivenAndNothingElse) {
  // None of these may be heeded.
  ::setenv("http_proxy", "http://127.0.0.1:1/", 1);
  ::setenv("ALL_PROXY", "http://127.0.0.1:1/", 1);
  const OneAnswerServer server([](const std::string&, const Send& send) {
    send(answer("201 Created", "X-Seen: yes\r\nSet-Cookie: a=b\r\n", "body"));
  });
  Request request;
  request.method = "POST";
  request.url = server.url("/path?query=1");
  request.headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}};
  request.body = "{\"a\": 1}";
  const HttpClient client = clientFor(server);
  const auto first = client.send(request);
  ASSERT_EQ(codeOf(first), "");
  EXPECT_EQ(std::get<Response>(first).status, 201);
  EXPECT_EQ(std::get<Response>(first).body, "body");
  EXPECT_EQ(std::get<Response>(first).headers.front(),
            (std::pair<std::string, std::string>("x-seen", "yes")));
  ASSERT_EQ(codeOf(client.send(request)), "");
  ::unsetenv("http_proxy");
  ::unsetenv("ALL_PROXY");
  for (const std::string& heard : server.heard()) {
    EXPECT_TRUE(heard.starts_with("POST /path?query=1 HTTP/1.1\r\n"));
    EXPECT_EQ(linesOf(heard),
              (std::multiset<std::string>{
                  "POST /path?query=1 HTTP/1.1", "Host: 127.0.0.1:" + std::to_string(server.port()),
                  "Accept: */*", "Content-Type: application/json", "X-Empty:", "User-Agent: gradevault-cv",
                  "Content-Length: 8", "", "{\"a\": 1}"}));
  }
}

TEST(HttpClient, SendsAFileAsBody) {
  const OneAnswerServer server([](const std::string&, const Send& send) { send(answer("200 OK", "", "")); });
  const auto path =
      std::filesystem::temp_directory_path() / ("gradevault-sent-" + std::to_string(::getpid()));
  const std::string content(300'000, 'x');
  std::ofstream(path) << content;
  Request request;
  request.method = "PUT";
  request.url = server.url("/file");
  request.bodyFile = path;
  EXPECT_EQ(codeOf(clientFor(server).send(request)), "");
  EXPECT_TRUE(server.heard().front().ends_with("\r\n\r\n" + content));
  std::filesystem::remove(path);
  EXPECT_EQ(codeOf(clientFor(server).send(request)), "request_invalid");
}

TEST(HttpClient, AListenerThatIsNotAllowedHearsNothing) {
  const OneAnswerServer server([](const std::string&, const Send& send) { send(answer("200 OK", "", "")); });
  const HttpClient client{AddressPolicy{}};
  for (const std::string host : {"127.0.0.1", "localhost", "a.localhost", "127.1", "2130706433"}) {
    Request request;
    request.url = "http://" + host + ':' + std::to_string(server.port()) + '/';
    EXPECT_EQ(codeOf(client.send(request)), "address_refused") << host;
  }
  EXPECT_TRUE(server.heard().empty());
}

TEST(HttpClient, LimitsTheAnswer) {
  const auto codeFor = [](const std::string& bytes) {
    const OneAnswerServer server([&](const std::string&, const Send& send) { send(bytes); });
    Request request;
    request.url = server.url("/");
    request.maxBytes = 1000;
    return codeOf(clientFor(server).send(request));
  };
  EXPECT_EQ(codeFor(answer("200 OK", "", std::string(1000, 'x'))), "");
  EXPECT_EQ(codeFor(answer("200 OK", "", std::string(1001, 'x'))), "too_large");
  EXPECT_EQ(codeFor("HTTP/1.1 200 OK\r\n\r\n" + std::string(1001, 'x')), "too_large");
  EXPECT_EQ(codeFor("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n500\r\n" + std::string(0x500, 'x') +
                    "\r\n0\r\n\r\n"),
            "too_large");
  std::string headers;
  for (int i = 0; i < 2000; ++i)
    headers += "X-Header-" + std::to_string(i) + ": some value that has a length\r\n";
  EXPECT_EQ(codeFor(answer("200 OK", headers, "")), "too_large");
  EXPECT_EQ(codeFor(answer("200 OK", "Content-Encoding: gzip\r\n", "x")), "compressed");
  EXPECT_EQ(codeFor("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"),
            "compressed");
  EXPECT_EQ(codeFor("not http at all\r\n\r\n"), "unreachable");
  EXPECT_EQ(codeFor("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"), "unreachable");
}

TEST(HttpClient, EndsInTimeAndWhenTold) {
  std::atomic<bool> release = false;
  const OneAnswerServer server([&](const std::string&, const Send& send) {
    for (int i = 0; i < 600 && !release && send("HTTP/1.1 100 Continue\r\n\r\n"); ++i) ::usleep(100'000);
  });
  Request request;
  request.url = server.url("/");
  request.totalSeconds = 0.3;
  const auto late = clientFor(server).send(request);
  EXPECT_EQ(codeOf(late), "timed_out");
  EXPECT_TRUE(std::get<Refusal>(late).retryable);
  request.totalSeconds = 60;
  int asked = 0;
  request.proceed = [&asked] { return ++asked < 2; };
  EXPECT_EQ(codeOf(clientFor(server).send(request)), "cancelled");
  release = true;
}

TEST(HttpClient, SaysWhenNobodyListens) {
  Request request;
  {
    const OneAnswerServer server([](const std::string&, const Send&) {});
    request.url = server.url("/");
  }
  const auto refused = HttpClient(*addressPolicy({"127.0.0.1"})).send(request);
  EXPECT_EQ(codeOf(refused), "unreachable");
  EXPECT_TRUE(std::get<Refusal>(refused).retryable);
}

TEST(HttpClient, RedirectsOfAPostAreTheAnswer) {
  const OneAnswerServer server([](const std::string&, const Send& send) {
    send(answer("307 Temporary Redirect", "Location: /other\r\n", ""));
  });
  Request request;
  request.method = "POST";
  request.url = server.url("/");
  request.redirects = 5;
  const auto reply = clientFor(server).send(request);
  EXPECT_EQ(std::get<Response>(reply).status, 307);
  EXPECT_EQ(server.heard().size(), 1U);
}

TEST(HttpClient, KeysStayWithTheFirstOrigin) {
  const OneAnswerServer second(
      [](const std::string&, const Send& send) { send(answer("200 OK", "", "there")); });
  const OneAnswerServer first([&](const std::string& heard, const Send& send) {
    const std::string to = heard.starts_with("GET /same") ? second.url("/") : "/same";
    send(answer("302 Found", "Location: " + to + "\r\n", "ignored"));
  });
  Request request;
  request.url = first.url("/");
  request.headers = {{"Authorization", "Bearer secret"}};
  request.redirects = 2;
  const HttpClient client(*addressPolicy({first.allowed(), second.allowed()}));
  const auto reply = client.send(request);
  ASSERT_EQ(codeOf(reply), "");
  EXPECT_EQ(std::get<Response>(reply).body, "there");
  EXPECT_NE(first.heard().at(1).find("secret"), std::string::npos);
  EXPECT_EQ(second.heard().at(0).find("secret"), std::string::npos);
  request.redirects = 1;
  EXPECT_EQ(codeOf(client.send(request)), "too_many_redirects");
}

TEST(Download, WritesTheFileAndItsDigest) {
  std::string content;
  for (int i = 0; i < 50'000; ++i) content += std::to_string(i);
  const OneAnswerServer server([&](const std::string& heard, const Send& send) {
    send(heard.starts_with("GET /file") ? answer("200 OK", "", content)
                                        : answer("301 Moved", "Location: /file\r\n", "not this"));
  });
  const Target target;
  auto request = downloadOf(server.url("/"), target);
  std::int64_t seen = 0;
  request.progress = [&seen](std::int64_t done, std::int64_t) {
    seen = done;
    return true;
  };
  const auto done = clientFor(server).download(request);
  ASSERT_EQ(codeOf(done), "");
  Sha256 digest;
  digest.update(std::as_bytes(std::span(content)));
  EXPECT_EQ(std::get<Downloaded>(done).sha256, digest.hex());
  EXPECT_EQ(std::get<Downloaded>(done).bytes, static_cast<std::int64_t>(content.size()));
  EXPECT_EQ(seen, static_cast<std::int64_t>(content.size()));
  EXPECT_EQ(target.content(), content);
}

TEST(Download, AnErrorPageIsNotTheFile) {
  for (const auto& [status, retryable] : {std::pair{"404 Not Found", false},
                                          {"503 Busy", true},
                                          {"206 Partial", false},
                                          {"204 None", false},
                                          {"429 Slow", true}}) {
    const OneAnswerServer server(
        [&, line = status](const std::string&, const Send& send) { send(answer(line, "", "page")); });
    const Target target;
    const auto done = clientFor(server).download(downloadOf(server.url("/"), target));
    EXPECT_EQ(codeOf(done), "status_" + std::string(status).substr(0, 3));
    EXPECT_EQ(std::get<Refusal>(done).retryable, retryable) << status;
    EXPECT_EQ(target.content(), "");
  }
}

TEST(Download, StopsASlowOne) {
  const OneAnswerServer server([](const std::string&, const Send& send) {
    send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
    for (int i = 0; i < 600 && send("x"); ++i) ::usleep(100'000);
  });
  const Target target;
  auto request = downloadOf(server.url("/"), target);
  request.rateSeconds = 1;
  EXPECT_EQ(codeOf(clientFor(server).download(request)), "too_slow");
}

TEST(Download, SaysWhenTheFileCannotBeWritten) {
  const OneAnswerServer server(
      [](const std::string&, const Send& send) { send(answer("200 OK", "", "content")); });
  const Target target;
  auto request = downloadOf(server.url("/"), target);
  request.descriptor = -1;
  EXPECT_EQ(codeOf(clientFor(server).download(request)), "write_failed");
}

}  // namespace
}  // namespace gradevault::outgoing
