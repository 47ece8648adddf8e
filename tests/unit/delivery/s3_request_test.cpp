#include "s3_request.hpp"

#include <gtest/gtest.h>

namespace gradevault::delivery {
namespace {

S3Settings settings() {
  S3Settings made;
  made.endpoint = "https://storage.example:9000/";
  made.region = "eu-central-1";
  made.bucket = "captures";
  made.keyId = "AKIDEXAMPLE";
  made.secret = "very secret";
  return made;
}

TEST(S3Request, NamesTheBucketInThePathOrInTheHost) {
  S3Settings own = settings();
  const S3Call call{"PUT", "a b/ü+.png", {}, "hash", {{"Content-Type", "image/png"}}};
  EXPECT_EQ(s3Request(own, *s3Place(own), call, 0).url,
            "https://storage.example:9000/captures/a%20b/%C3%BC%2B.png");
  own.pathStyle = false;
  EXPECT_EQ(s3Request(own, *s3Place(own), call, 0).url,
            "https://captures.storage.example:9000/a%20b/%C3%BC%2B.png");
  own.endpoint.clear();
  EXPECT_EQ(s3Request(own, *s3Place(own), call, 0).url,
            "https://captures.s3.eu-central-1.amazonaws.com/a%20b/%C3%BC%2B.png");
}

TEST(S3Request, TheUsualPortIsNotPartOfTheSignedHost) {
  S3Settings own = settings();
  own.endpoint = "https://storage.example:443";
  EXPECT_EQ(s3Place(own)->host, "storage.example");
  own.endpoint = "http://storage.example:443";
  EXPECT_EQ(s3Place(own)->host, "storage.example:443");
}

TEST(S3Request, SendsWhatItSigned) {
  S3Settings own = settings();
  own.sessionToken = "token";
  const auto request = s3Request(
      own, *s3Place(own), {"GET", "", {{"prefix", "a/b"}, {"list-type", "2"}}, "hash", {}}, 1'440'938'160);
  EXPECT_EQ(request.url, "https://storage.example:9000/captures/?list-type=2&prefix=a%2Fb");
  std::string all;
  for (const auto& [name, value] : request.headers) all += name + ": " + value + '\n';
  EXPECT_NE(all.find("x-amz-date: 20150830T123600Z\n"), std::string::npos);
  EXPECT_NE(all.find("x-amz-security-token: token\n"), std::string::npos);
  EXPECT_NE(all.find("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,"),
            std::string::npos);
  EXPECT_EQ(all.find("very secret"), std::string::npos);
}

TEST(S3Request, SettingsThatCannotBeAreRefusedWithoutTheSecret) {
  const auto refused = [](auto change) {
    S3Settings own = settings();
    change(own);
    const auto place = s3Place(own);
    return !place.ok() && place.error().code == ErrorCode::invalid_argument &&
           place.error().message.find("very secret") == std::string::npos;
  };
  EXPECT_TRUE(refused([](S3Settings& s) { s.bucket = ""; }));
  EXPECT_TRUE(refused([](S3Settings& s) { s.bucket = "a/b"; }));
  EXPECT_TRUE(refused([](S3Settings& s) { s.region = ""; }));
  EXPECT_TRUE(refused([](S3Settings& s) { s.keyId = ""; }));
  EXPECT_TRUE(refused([](S3Settings& s) { s.secret = ""; }));
  EXPECT_TRUE(refused([](S3Settings& s) { s.endpoint = "storage.example"; }));
  EXPECT_TRUE(refused([](S3Settings& s) { s.endpoint = "ftp://storage.example"; }));
  EXPECT_TRUE(refused([](S3Settings& s) { s.endpoint = "https://storage.example/path"; }));
}

}  // namespace
}  // namespace gradevault::delivery
