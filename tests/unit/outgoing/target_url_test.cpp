#include "target_url.hpp"

#include <gtest/gtest.h>

namespace gradevault::outgoing {
namespace {

std::string codeFor(const Answer<TargetUrl>& answer) {
  const auto* refusal = std::get_if<Refusal>(&answer);
  return refusal == nullptr ? "" : refusal->code;
}

TEST(TargetUrl, ReadsWhatPeopleGive) {
  for (const char* url :
       {"http://example.com", "https://example.com/", "HTTPS://Example.com:8443/a/b?c=d&e=%20#f",
        "http://8.8.8.8:81/x", "https://[2606:4700:4700::1111]/", "https://a_b-c.example.com./x",
        "https://example.com?x", "http://example.com#x"}) {
    EXPECT_EQ(codeFor(TargetUrl::read(url, {})), "") << url;
  }
}

TEST(TargetUrl, RefusesWhatParsersReadDifferently) {
  for (const std::string& url : std::vector<std::string>{"",
                                                         "example.com",
                                                         "//example.com/",
                                                         "http:example.com",
                                                         "http:/example.com",
                                                         "http:///example.com",
                                                         "http:////example.com",
                                                         "ftp://example.com/",
                                                         "file:///etc/passwd",
                                                         "gopher://example.com/",
                                                         "dict://example.com/",
                                                         "http://",
                                                         "https://?",
                                                         "http://:80/",
                                                         "http://example.com:/",
                                                         "http://example.com:0/",
                                                         "http://example.com:65536/",
                                                         "http://example.com:-1/",
                                                         "http://example.com:8x/",
                                                         "http://example.com:80:80/",
                                                         "http://user@example.com/",
                                                         "http://user:word@example.com/",
                                                         "http://@example.com/",
                                                         "http://:@example.com/",
                                                         "http://a@b@example.com/",
                                                         "http://example.com%2f@evil/",
                                                         "http://%65xample.com/",
                                                         "http://exam%00ple.com/",
                                                         "http://[fe80::1%25eth0]/",
                                                         "http://[fe80::1%eth0]/",
                                                         "http://[::1",
                                                         "http://[]/",
                                                         "http://[example.com]/",
                                                         "http://[::1]x/",
                                                         "http://[::1]:/",
                                                         "http://.example.com/",
                                                         "http://a..b/",
                                                         "http://ex ample.com/",
                                                         " http://example.com/",
                                                         "http://example.com/ ",
                                                         "http://example.com/a b",
                                                         "http://example.com\\@evil.com/",
                                                         "http://example.com/\\x",
                                                         "http://exa\tmple.com/",
                                                         "http://example.com/\r\nX: y",
                                                         "http://example.com/\n",
                                                         "http://ex\xc3\xa4mple.com/",
                                                         "http://example.com/\xc3\xa4",
                                                         "http://\xe2\x91\xa0.0.0.1/",
                                                         "http://127\xe3\x80\x82"
                                                         "0\xe3\x80\x82"
                                                         "0\xe3\x80\x82"
                                                         "1/",
                                                         "http://a,b/",
                                                         "http://a;b/",
                                                         "http://a!b/",
                                                         "http://a*b/",
                                                         "http://*/",
                                                         "http://(a)/",
                                                         "http+unix://a/",
                                                         "httpx://a/",
                                                         "javascript:x",
                                                         "data:text/plain,x",
                                                         "http://example.com/\x7f",
                                                         "http://" + std::string(254, 'a') + "/",
                                                         "http://example.com/" + std::string(9000, 'a'),
                                                         std::string("http://example.com/\0x", 21)}) {
    EXPECT_EQ(codeFor(TargetUrl::read(url, {})), "url_invalid") << url;
  }
}

TEST(TargetUrl, RefusesWrittenAddressesAtOnce) {
  for (const char* url : {"http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/",
                          "http://0177.0.0.1/", "http://127.1/", "http://[::ffff:127.0.0.1]/",
                          "http://[::ffff:7f00:1]/", "https://169.254.169.254/latest/meta-data/"}) {
    EXPECT_EQ(codeFor(TargetUrl::read(url, {})), "address_refused") << url;
  }
}

TEST(TargetUrl, PlainHttpCanBeOff) {
  AddressPolicy policy;
  policy.plainHttp = false;
  EXPECT_EQ(codeFor(TargetUrl::read("http://example.com/", policy)), "url_invalid");
  EXPECT_EQ(codeFor(TargetUrl::read("https://example.com/", policy)), "");
}

TEST(TargetUrl, RedirectsAreReadLikeAnyUrl) {
  const auto from = TargetUrl::read("https://example.com/a/b?c", {});
  const auto& here = std::get<TargetUrl>(from);
  const auto origin = [&](const char* location) {
    const auto next = here.redirected(location, {});
    return codeFor(next).empty() ? std::get<TargetUrl>(next).origin() : codeFor(next);
  };
  EXPECT_EQ(origin("/x"), "https://example.com:443");
  EXPECT_EQ(origin("x?y"), "https://example.com:443");
  EXPECT_EQ(origin("//other.example/"), "https://other.example:443");
  EXPECT_EQ(origin("https://Other.example:444/"), "https://other.example:444");
  for (const char* location :
       {"http://example.com/", "ftp://example.com/", "file:///etc/passwd", "//user@example.com/",
        "https://a b/", "https://\xe2\x91\xa0/", "/x\ry", "//example.com%00.b/", ""}) {
    EXPECT_EQ(origin(location), "url_invalid") << location;
  }
  EXPECT_EQ(origin("//127.0.0.1/"), "address_refused");
  EXPECT_EQ(origin("https://[::1]/"), "address_refused");
}

}  // namespace
}  // namespace gradevault::outgoing
