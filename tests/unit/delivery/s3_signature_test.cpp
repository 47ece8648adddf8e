#include "s3_signature.hpp"

#include <gtest/gtest.h>

#include "hmac.hpp"

namespace gradevault::delivery {
namespace {

const std::string emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

std::string signatureOf(const SignedParts& parts, const SigningKey& key, const std::string& time) {
  const std::string value = authorization(parts, key, time);
  return value.substr(value.find("Signature=") + 10);
}

/// The key and the time of the examples in "Authenticating Requests: Using the Authorization Header", Amazon
/// S3's API reference.
std::string s3Example(SignedParts parts) {
  parts.headers.insert(parts.headers.end(), {{"Host", "examplebucket.s3.amazonaws.com"},
                                             {"x-amz-content-sha256", parts.payloadHash},
                                             {"x-amz-date", "20130524T000000Z"}});
  return signatureOf(parts,
                     {"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1", "s3"},
                     "20130524T000000Z");
}

TEST(S3Signature, GetObject) {
  EXPECT_EQ(s3Example({"GET", "/test.txt", {}, {{"Range", "bytes=0-9"}}, emptyHash}),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
}

TEST(S3Signature, PutObject) {
  EXPECT_EQ(
      s3Example({"PUT",
                 "/test%24file.text",
                 {},
                 {{"Date", "Fri, 24 May 2013 00:00:00 GMT"}, {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
                 sha256Hex("Welcome to Amazon S3.")}),
      "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
}

TEST(S3Signature, GetBucketLifecycle) {
  EXPECT_EQ(s3Example({"GET", "/", {{"lifecycle", ""}}, {}, emptyHash}),
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
}

TEST(S3Signature, ListObjects) {
  EXPECT_EQ(s3Example({"GET", "/", {{"prefix", "J"}, {"max-keys", "2"}}, {}, emptyHash}),
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

/// The key and the time of AWS's test suite for Signature Version 4.
std::string suite(SignedParts parts) {
  parts.headers.insert(parts.headers.end(),
                       {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}});
  parts.payloadHash = emptyHash;
  return signatureOf(parts,
                     {"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "service"},
                     "20150830T123600Z");
}

TEST(S3Signature, TestSuite) {
  EXPECT_EQ(suite({"GET", "/", {}, {}, ""}),
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")
      << "get-vanilla";
  EXPECT_EQ(suite({"POST", "/", {}, {}, ""}),
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")
      << "post-vanilla";
  EXPECT_EQ(suite({"GET", "/", {{"Param2", "value2"}, {"Param1", "value1"}}, {}, ""}),
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")
      << "get-vanilla-query-order-key-case";
  EXPECT_EQ(suite({"GET", "/", {}, {{"My-Header1", " value1"}, {"My-Header2", " \"a   b   c\""}}, ""}),
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736")
      << "get-header-value-trim";
}

TEST(S3Signature, SaysWhoAndWhatIsSigned) {
  EXPECT_TRUE(
      authorization({"GET",
                     "/",
                     {},
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     emptyHash},
                    {"AKIDEXAMPLE", "x", "eu-central-1", "s3"}, "20150830T123600Z")
          .starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-central-1/s3/aws4_request,"
                       "SignedHeaders=host;x-amz-date,Signature="));
}

}  // namespace
}  // namespace gradevault::delivery
