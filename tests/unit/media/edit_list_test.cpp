#include <gtest/gtest.h>

#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::media {
namespace {

// What a player that obeys the edit list would not show.
int packetsToDiscard(const std::filesystem::path& path) {
  AVFormatContext* opened = nullptr;
  if (avformat_open_input(&opened, path.c_str(), nullptr, nullptr) < 0) return -1;
  const FormatHandle format(opened);
  const PacketHandle packet(av_packet_alloc());
  int count = 0;
  while (av_read_frame(format.get(), packet.get()) >= 0) {
    count += (packet->flags & AV_PKT_FLAG_DISCARD) != 0 ? 1 : 0;
    av_packet_unref(packet.get());
  }
  return count;
}

TEST(EditLists, AreIgnoredSoThatEveryPictureComes) {
  const TestFolder folder;
  TestVideo video;
  for (int i = 0; i < video.frames; ++i) video.times.push_back(i - 6);  // pictures before 0 are edited out
  if (const auto obstacle = writeVideo(folder / "edited.mp4", video)) GTEST_SKIP() << *obstacle;
  ASSERT_EQ(packetsToDiscard(folder / "edited.mp4"), 6)
      << "the test file has no edit list that hides pictures";
  WholeCapture capture = readWhole(folder / "edited.mp4");
  ASSERT_FALSE(capture.error) << capture.error->message;
  ASSERT_EQ(capture.frames.size(), 24U);
  for (std::size_t i = 0; i < 24; ++i) EXPECT_NEAR(capture.frames[i].time, static_cast<double>(i) / 25, 1e-9);
  EXPECT_EQ(differingInColor(capture, everyFrame(capture, 1)), std::vector<int>());
}

}  // namespace
}  // namespace gradevault::media
