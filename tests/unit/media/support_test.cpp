#include <gtest/gtest.h>

#include <string>

#include "gradevault/media/video_reader.hpp"

namespace gradevault::media {
namespace {

TEST(LibraryVersions, NameEachLibraryWithItsLicence) {
  const std::vector<std::string> lines = libraryVersions();
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_TRUE(lines[0].starts_with("FFmpeg "));
  for (std::size_t i = 1; i < lines.size(); ++i)
    EXPECT_NE(lines[i].find("GPL"), std::string::npos) << lines[i];
}

TEST(CodecSupport, ListsTheSixCodecs) {
  const std::vector<CodecSupport> support = codecSupport();
  ASSERT_EQ(support.size(), 6U);
  EXPECT_EQ(support[0].codec, "h264");
  EXPECT_EQ(support[0].decoder, "h264") << "FFmpeg's own decoder is part of every build";
  EXPECT_EQ(support[4].codec, "av1");
  EXPECT_NE(support[4].decoder, "av1") << "that one needs hardware";
}

}  // namespace
}  // namespace gradevault::media
