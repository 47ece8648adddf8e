#include "s3_listing.hpp"

#include <gtest/gtest.h>

namespace gradevault::delivery {
namespace {

TEST(S3Listing, ReadsKeysAndTheNextPage) {
  const auto listing = s3Listing(
      "<?xml "
      "version=\"1.0\"?><ListBucketResult><Name>b</Name><Prefix>a/</Prefix><IsTruncated>true</IsTruncated>"
      "<Contents><Key>a/1.png</Key><Size>3</Size></Contents><Contents><Key>a/x "
      "&amp;&lt;&#xFC;&#233;&gt;</Key></Contents>"
      "<NextContinuationToken>to+ken=</NextContinuationToken></ListBucketResult>");
  EXPECT_EQ(listing.keys, (std::vector<std::string>{"a/1.png", "a/x &<üé>"}));
  EXPECT_EQ(listing.next, "to+ken=");
}

TEST(S3Listing, BrokenXmlIsRead) {
  EXPECT_TRUE(s3Listing("").keys.empty());
  EXPECT_TRUE(s3Listing("<Key>").keys.empty());
  EXPECT_EQ(s3Listing("<Key>a</Key><Key>b").keys, std::vector<std::string>{"a"});
  EXPECT_EQ(s3Listing("<Key>&</Key><Key>&;</Key><Key>&#xFFFFFFFFF;</Key>").keys.size(), 3U);
}

}  // namespace
}  // namespace gradevault::delivery
