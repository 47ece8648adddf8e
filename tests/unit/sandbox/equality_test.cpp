#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "both_ways.hpp"
#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::sandbox {
namespace {

using media::bytesOf;
using media::testData;
using media::TestFolder;
using media::TestVideo;
using media::writeBytes;
using media::writeVideo;

struct Format {
  std::string encoder;
  std::string container;
  std::string pixelFormat = "yuv420p";
};

class SandboxedFormat : public testing::TestWithParam<Format> {
 protected:
  TestFolder folder;
  std::filesystem::path path = folder / ("capture." + GetParam().container);

  void SetUp() override {
    TestVideo video;
    video.encoder = GetParam().encoder;
    video.pixelFormat = GetParam().pixelFormat;
    video.frames = 30;  // more than the ring has slots
    if (video.encoder == "libx265") video.width = media::smallestX265Width;
    if (video.encoder.starts_with("libx26")) video.bFrames = 2;
    if (const auto obstacle = writeVideo(path, video)) GTEST_SKIP() << *obstacle;
  }
};

TEST_P(SandboxedFormat, IsReadAsInThisProcess) {
  expectTheSameBothWays(path);
}

TEST_P(SandboxedFormat, IsReadAsInThisProcessWhenDamaged) {
  const std::string whole = bytesOf(path);
  std::mt19937 random(7);
  for (int i = 0; i < 3; ++i) {
    std::string damaged = whole;
    for (std::size_t flip = 0; flip < 4; ++flip) {
      damaged[whole.size() / 4 + random() % (whole.size() / 2)] ^= static_cast<char>(1U << (random() % 8));
    }
    writeBytes(path, damaged);
    expectTheSameBothWays(path);
  }
}

INSTANTIATE_TEST_SUITE_P(Sandbox, SandboxedFormat,
                         testing::Values(Format{"libx264", "mp4"}, Format{"libx264", "mkv"},
                                         Format{"libx264", "avi"}, Format{"libx264", "mov", "yuv444p"},
                                         Format{"libx264", "mp4", "yuv420p10le"}, Format{"libx265", "mp4"},
                                         Format{"libx265", "mkv", "yuv420p10le"}, Format{"libvpx", "webm"},
                                         Format{"libvpx-vp9", "webm"}, Format{"libvpx-vp9", "mp4"},
                                         Format{"libaom-av1", "mkv"}, Format{"mjpeg", "mov", "yuvj422p"},
                                         Format{"mjpeg", "avi", "yuvj420p"}),
                         [](const auto& given) {
                           std::string words = given.param.encoder + "_" + given.param.pixelFormat + "_" +
                                               given.param.container;
                           for (char& c : words) c = c == '-' ? '_' : c;
                           return words;
                         });

TEST(SandboxedReader, ReadsOddSizesTurnedAndHighDynamicRangeCapturesAsInThisProcess) {
  const TestFolder folder;
  TestVideo odd{.encoder = "libvpx-vp9", .width = 33, .height = 17};
  TestVideo turned{.clockwise = 90};
  TestVideo hlg{.pixelFormat = "yuv420p10le", .transfer = AVCOL_TRC_ARIB_STD_B67};
  hlg.matrix = AVCOL_SPC_BT2020_NCL;
  TestVideo full{.range = AVCOL_RANGE_JPEG};
  ASSERT_EQ(writeVideo(folder / "odd.webm", odd), std::nullopt);
  ASSERT_EQ(writeVideo(folder / "turned.mp4", turned), std::nullopt);
  ASSERT_EQ(writeVideo(folder / "hlg.mp4", hlg), std::nullopt);
  ASSERT_EQ(writeVideo(folder / "full.mp4", full), std::nullopt);
  for (const char* file : {"odd.webm", "turned.mp4", "hlg.mp4", "full.mp4"}) {
    expectTheSameBothWays(folder / file);
  }
}

TEST(SandboxedReader, RefusesWhatTheOtherRefusesInTheSameWords) {
  const TestFolder folder;
  ASSERT_EQ(writeVideo(folder / "a.mp4", {}), std::nullopt);
  std::filesystem::create_directory(folder / "folder");
  writeBytes(folder / "empty.mp4", "");
  writeBytes(folder / "text.mp4", "This is no video.\n");
  writeBytes(folder / "cut.mp4", bytesOf(folder / "a.mp4").substr(0, 900));
  for (const char* file : {"missing.mp4", "folder", "empty.mp4", "text.mp4", "cut.mp4"}) {
    expectTheSameBothWays(folder / file);
  }
  expectTheSameBothWays("/dev/zero");
}

TEST(SandboxedReader, KeepsTheLimitsInTheSameWords) {
  const TestFolder folder;
  ASSERT_EQ(writeVideo(folder / "a.mp4", {}), std::nullopt);
  ASSERT_EQ(writeVideo(folder / "a.webm", {.encoder = "libvpx-vp9"}), std::nullopt);
  for (const char* file : {"a.mp4", "a.webm"}) {
    expectTheSameBothWays(folder / file, {.maxPixels = 3000});
    expectTheSameBothWays(folder / file, {.maxSide = 63});
    expectTheSameBothWays(folder / file, {.maxFrames = 10});
    expectTheSameBothWays(folder / file, {.maxDuration = 0.3});
    expectTheSameBothWays(folder / file, {.maxStreams = 0});
    expectTheSameBothWays(folder / file, {.maxBytes = 100});
  }
}

TEST(SandboxedReader, ACaptureWhosePictureSizeChangesEndsInTheSameWords) {
  const TestFolder folder;
  ASSERT_EQ(writeVideo(folder / "small.avi", {.encoder = "mjpeg", .pixelFormat = "yuvj420p"}), std::nullopt);
  ASSERT_EQ(
      writeVideo(folder / "large.avi",
                 {.encoder = "mjpeg", .width = 80, .height = 64, .pixelFormat = "yuvj420p", .frames = 1}),
      std::nullopt);
  std::string bytes = bytesOf(folder / "small.avi");
  // The larger picture's whole size marker in place of one in the middle: SOF0 with its height and width.
  const std::string mark("\xff\xc0\x00\x11\x08", 5);
  std::size_t at = 0;
  for (int picture = 0; picture < 12; ++picture) at = bytes.find(mark, at + 1);
  ASSERT_NE(at, std::string::npos);
  bytes[at + 6] = 64;
  bytes[at + 8] = 80;
  writeBytes(folder / "changing.avi", bytes);
  expectTheSameBothWays(folder / "changing.avi");
}

TEST(SandboxedReader, GivesColourWhileFramesAreStillToCome) {
  const TestFolder folder;
  ASSERT_EQ(writeVideo(folder / "a.mp4", {.frames = 60}), std::nullopt);
  auto reader = openSandboxed(folder / "a.mp4", {}, 2, testDecoder());
  ASSERT_TRUE(reader.ok()) << reader.error().message;
  auto whole = transcript(media::VideoReader::open(folder / "a.mp4"), 1);
  for (int i = 0; i < 60; ++i) {
    const auto frame = (*reader)->next();
    ASSERT_TRUE(frame.ok() && frame->has_value()) << i;
    ASSERT_EQ((*frame)->luma, whole.frames[static_cast<std::size_t>(i)].luma) << i;
    if (i % 7 != 0) continue;
    const auto colors = (*reader)->readColor(std::vector{i / 2, i});
    if (i == 0) {
      EXPECT_EQ(colors.error().code, ErrorCode::invalid_argument);  // twice the same
      continue;
    }
    ASSERT_TRUE(colors.ok()) << colors.error().message;
    EXPECT_EQ((*colors)[0].rgb, whole.colors[static_cast<std::size_t>(i / 2)].rgb);
    EXPECT_EQ((*colors)[1].rgb, whole.colors[static_cast<std::size_t>(i)].rgb);
    EXPECT_FALSE((*reader)->readColor(std::vector{i + 1}).ok());  // not read yet, though decoded
  }
  for (int again = 0; again < 2; ++again) {
    const auto end = (*reader)->next();
    EXPECT_TRUE(end.ok() && !end->has_value());
  }
}

TEST(SandboxedReader, CanBeLetGoInTheMiddle) {
  const TestFolder folder;
  ASSERT_EQ(writeVideo(folder / "a.mp4", {.frames = 60}), std::nullopt);
  int told = 0;
  auto reader = openSandboxed(folder / "a.mp4", {}, 2, testDecoder(), [&](Ending) { ++told; });
  ASSERT_TRUE(reader.ok());
  ASSERT_TRUE((*reader)->next().ok());
  reader->reset();
  EXPECT_EQ(told, 0);
}

class SharedFile : public testing::TestWithParam<int> {};

TEST_P(SharedFile, AreReadAsInThisProcess) {
  const auto folder = testData();
  if (!folder) GTEST_SKIP() << "no test data; set GRADEVAULT_TEST_DATA to its folder";
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(*folder / "decoder")) {
    files.push_back(file.path());
  }
  std::ranges::sort(files);
  constexpr int parts = 4;
  for (std::size_t i = static_cast<std::size_t>(GetParam()); i < files.size(); i += parts) {
    expectTheSameBothWays(files[i]);
  }
}

INSTANTIATE_TEST_SUITE_P(Sandbox, SharedFile, testing::Range(0, 4));

}  // namespace
}  // namespace gradevault::sandbox
