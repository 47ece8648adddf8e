#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::media {
namespace {

class ReadColor : public testing::Test {
 protected:
  TestFolder folder;
  std::filesystem::path path = folder / "capture.mp4";
  void make(const TestVideo& video) {
    if (const auto obstacle = writeVideo(path, video)) GTEST_SKIP() << *obstacle;
  }
};

TEST_F(ReadColor, RefusesNumbersThatDoNotGoUpOrWereNotRead) {
  make({});
  if (IsSkipped()) return;
  WholeCapture capture = readWhole(path);
  for (const std::vector<int>& wrong :
       {std::vector{3, 3}, std::vector{5, 2}, std::vector{-1}, std::vector{24}}) {
    const auto colors = capture.reader->readColor(wrong);
    ASSERT_FALSE(colors.ok());
    EXPECT_EQ(colors.error().code, ErrorCode::invalid_argument);
  }
  const auto none = capture.reader->readColor({});
  ASSERT_TRUE(none.ok());
  EXPECT_TRUE(none->empty());
}

TEST_F(ReadColor, LeavesTheReadingWhereItWas) {
  make({});
  if (IsSkipped()) return;
  const WholeCapture whole = readWhole(path);
  Result<std::unique_ptr<VideoReader>> reader = VideoReader::open(path);
  ASSERT_TRUE(reader.ok());
  for (const LumaFrame& expected : whole.frames) {
    const Result<std::optional<LumaFrame>> frame = (*reader)->next();
    ASSERT_TRUE(frame.ok() && frame->has_value());
    EXPECT_EQ((*frame)->luma, expected.luma) << "frame " << expected.index;
    const int number = expected.index / 2;
    const auto color = (*reader)->readColor(std::vector{number});
    ASSERT_TRUE(color.ok()) << color.error().message;
    EXPECT_EQ(color->front().luma, whole.frames[static_cast<std::size_t>(number)].luma);
  }
}

TEST_F(ReadColor, GivesTheSameWithSeveralThreads) {
  TestVideo video;
  video.frames = 120;
  video.keyInterval = 10;
  make(video);
  if (IsSkipped()) return;
  WholeCapture alone = readWhole(path);
  ASSERT_EQ(alone.frames.size(), 120U);
  const std::vector<int> numbers = {0, 3, 4, 17, 18, 44, 73, 99, 100, 119};
  const auto expected = alone.reader->readColor(numbers);
  ASSERT_TRUE(expected.ok()) << expected.error().message;
  for (const int threads : {2, 3, 16}) {
    WholeCapture capture = readWhole(path, {}, threads);
    const auto colors = capture.reader->readColor(numbers);
    ASSERT_TRUE(colors.ok()) << colors.error().message;
    ASSERT_EQ(colors->size(), expected->size()) << threads << " threads";
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      EXPECT_EQ((*colors)[i].index, numbers[i]) << threads << " threads";
      EXPECT_EQ((*colors)[i].luma, (*expected)[i].luma) << threads << " threads";
      EXPECT_EQ((*colors)[i].rgb, (*expected)[i].rgb) << threads << " threads";
    }
  }
}

TEST_F(ReadColor, SaysSoWithSeveralThreadsWhenTheFileHasChangedMeanwhile) {
  TestVideo video;
  video.frames = 60;
  video.keyInterval = 10;
  make(video);
  if (IsSkipped()) return;
  WholeCapture capture = readWhole(path, {}, 4);
  TestVideo other = video;
  other.options = {{"crf", "40"}};
  ASSERT_FALSE(writeVideo(folder / "other.mp4", other));
  writeBytes(path, bytesOf(folder / "other.mp4"));
  const auto colors = capture.reader->readColor(std::vector{5, 25, 45});
  ASSERT_FALSE(colors.ok());
  EXPECT_NE(colors.error().message.find(path.string()), std::string::npos);
}

TEST_F(ReadColor, WorksWhereTimesRepeat) {
  TestVideo video;
  video.timeBase = {1, 90'000};
  for (int i = 0; i < video.frames; ++i)
    video.times.push_back(i * 9);  // a tenth of a millisecond: Matroska rounds it away
  path = folder / "capture.mkv";
  make(video);
  if (IsSkipped()) return;
  WholeCapture capture = readWhole(path);
  ASSERT_EQ(capture.frames.size(), 24U);
  for (std::size_t i = 1; i < 24; ++i) EXPECT_GT(capture.frames[i].time, capture.frames[i - 1].time);
  EXPECT_EQ(differingInColor(capture, everyFrame(capture, 1)), std::vector<int>());
}

TEST_F(ReadColor, SaysSoWhenTheFileHasChangedMeanwhile) {
  make({});
  if (IsSkipped()) return;
  WholeCapture capture = readWhole(path);
  TestVideo other;
  other.options = {{"crf", "40"}};
  ASSERT_FALSE(writeVideo(folder / "other.mp4", other));
  const std::string bytes = bytesOf(folder / "other.mp4");
  writeBytes(path, bytes);  // the same file, other contents
  const auto colors = capture.reader->readColor(std::vector{5});
  ASSERT_FALSE(colors.ok());
  EXPECT_NE(colors.error().message.find(path.string()), std::string::npos);
}

TEST_F(ReadColor, DoesNotMindThatTheNameNowBelongsToAnotherFile) {
  make({});
  if (IsSkipped()) return;
  WholeCapture capture = readWhole(path);
  std::filesystem::remove(path);
  writeBytes(path, "something else");
  EXPECT_EQ(differingInColor(capture, {0, 11, 23}), std::vector<int>());
}

}  // namespace
}  // namespace gradevault::media
