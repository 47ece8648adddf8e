#include <gtest/gtest.h>

#include "gradevault/delivery/make_sink.hpp"
#include "storage_call.hpp"

namespace gradevault::delivery {
namespace {

TEST(MakeSink, DiskNeedsNone) {
  const auto sink = makeSink({});
  ASSERT_TRUE(sink.ok());
  EXPECT_EQ(*sink, nullptr);
}

TEST(MakeSink, SaysWhatIsMissing) {
  SinkSettings settings;
  settings.kind = SinkSettings::Kind::s3;
  EXPECT_EQ(makeSink(settings).error().message, "S3: no bucket is named");
  settings.kind = SinkSettings::Kind::supabase;
  EXPECT_EQ(makeSink(settings).error().code, ErrorCode::invalid_argument);
  settings.supabase = {"https://x.supabase.co/", "", "captures", ""};
  EXPECT_EQ(makeSink(settings).error().message, "Supabase: no service key is given");
  settings.supabase = {"https://x.supabase.co/rest", "key", "captures", ""};
  EXPECT_FALSE(makeSink(settings).ok());
  settings.supabase = {"https://x.supabase.co/", "key", "captures", ""};
  EXPECT_TRUE(makeSink(settings).ok());
}

TEST(MakeSink, KeysCannotLeaveTheirPrefix) {
  for (const char* key : {"an_1/2/report.json", "a", "a/b/", "a..b"}) EXPECT_TRUE(isPlainKey(key)) << key;
  for (const char* key : {"", "/a", "a//b", "../a", "a/../b", "a/..", ".", "./a", "a\nb", "a/\x7f"})
    EXPECT_FALSE(isPlainKey(key)) << key;
}

}  // namespace
}  // namespace gradevault::delivery
