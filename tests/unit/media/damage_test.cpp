#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::media {
namespace {

struct Kind {
  std::string encoder;
  std::string container;
};

std::string nameOf(const testing::TestParamInfo<Kind>& given) {
  std::string name = given.param.encoder + "_" + given.param.container;
  for (char& c : name) c = c == '-' ? '_' : c;
  return name;
}

class Damaged : public testing::TestWithParam<Kind> {
 protected:
  TestFolder folder;
  std::filesystem::path whole = folder / ("whole." + GetParam().container);
  std::filesystem::path damaged = folder / ("damaged." + GetParam().container);
  std::string bytes;

  void SetUp() override {
    TestVideo video;
    video.encoder = GetParam().encoder;
    if (video.encoder == "libx265") video.width = smallestX265Width;
    if (video.encoder == "mjpeg") video.pixelFormat = "yuvj420p";
    if (video.encoder.starts_with("libx26")) video.bFrames = 2;
    if (const auto obstacle = writeVideo(whole, video)) GTEST_SKIP() << *obstacle;
    bytes = bytesOf(whole);
  }

  // Reads whatever can be read, twice, and in colour; a refusal must be one clear error.
  WholeCapture survive() const {
    WholeCapture capture = readWhole(damaged);
    const WholeCapture again = readWhole(damaged);
    EXPECT_EQ(capture.frames.size(), again.frames.size());
    for (std::size_t i = 0; i < std::min(capture.frames.size(), again.frames.size()); ++i) {
      EXPECT_EQ(capture.frames[i].luma, again.frames[i].luma)
          << "frame " << i << " differs from one reading to the next";
    }
    if (capture.error) {
      EXPECT_TRUE(capture.error->message.starts_with(damaged.string() + ": ")) << capture.error->message;
    }
    if (!capture.error && capture.reader) {
      EXPECT_EQ(differingInColor(capture, everyFrame(capture, 5)), std::vector<int>());
    }
    return capture;
  }
};

TEST_P(Damaged, IsReadAsFarAsItGoesWhereverItIsCutOff) {
  std::size_t most = 0;
  for (std::size_t cut = 0; cut < 40; ++cut) {
    SCOPED_TRACE("cut " + std::to_string(cut));
    writeBytes(damaged, bytes.substr(0, bytes.size() * cut / 40));
    const WholeCapture capture = survive();
    EXPECT_LE(capture.frames.size(), 24U);
    most = std::max(most, capture.frames.size());
  }
  if (GetParam().container != "mp4") {
    EXPECT_GT(most, 12U) << "these containers can be read without their end";
  }
}

TEST_P(Damaged, SurvivesFlippedBytesAnywhere) {
  std::mt19937 random(GetParam().encoder.size() * 1000 + GetParam().container.size());
  for (int trial = 0; trial < 25; ++trial) {
    SCOPED_TRACE("trial " + std::to_string(trial));
    std::string flipped = bytes;
    for (int flips = 1 + trial % 8; flips > 0; --flips) {
      flipped[random() % flipped.size()] ^= static_cast<char>(1U << (random() % 8));
    }
    writeBytes(damaged, flipped);
    static_cast<void>(survive());
  }
}

struct Victim {
  std::string data;
  double time =
      0;  ///< s since the first picture; for packets without presentation times (AVI) the decoding time
};

// Packet `number` in the order of the file.
Victim packetOf(const std::filesystem::path& path, int number) {
  AVFormatContext* opened = nullptr;
  if (avformat_open_input(&opened, path.c_str(), nullptr, nullptr) < 0) return {};
  const FormatHandle format(opened);
  const PacketHandle packet(av_packet_alloc());
  const auto stamp = [&] { return packet->pts == AV_NOPTS_VALUE ? packet->dts : packet->pts; };
  std::int64_t first = 0;
  Victim victim;
  for (int i = 0; i <= number && av_read_frame(format.get(), packet.get()) >= 0; ++i) {
    if (i == 0) first = stamp();
    victim.data.assign(reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size));
    victim.time = static_cast<double>(stamp() - first) * av_q2d(format->streams[0]->time_base);
    av_packet_unref(packet.get());
  }
  return victim;
}

TEST_P(Damaged, SaysWhereAPictureIsMissing) {
  const Victim victim = packetOf(whole, 12);
  const std::size_t place = bytes.find(victim.data);
  ASSERT_NE(place, std::string::npos);
  bytes.replace(place, victim.data.size(), victim.data.size(), '\0');
  writeBytes(damaged, bytes);
  const WholeCapture capture = survive();
  ASSERT_FALSE(capture.error) << capture.error->message;
  // dav1d, from 1.1 on, also refuses what was predicted from the missing picture.
  EXPECT_EQ(capture.frames.size() + static_cast<std::size_t>(capture.reader->brokenPackets()), 24U);
  EXPECT_GE(capture.reader->brokenPackets(), 1);
  EXPECT_LE(capture.reader->brokenPackets(), GetParam().encoder == "libaom-av1" ? 4 : 1);
  const double reordering = GetParam().container == "avi" ? 0.081 : 0;  // decoding times are that far off
  int gaps = 0;
  for (std::size_t i = 1; i < capture.frames.size(); ++i) {
    if (!capture.frames[i].gapBefore) continue;
    ++gaps;
    EXPECT_LT(capture.frames[i - 1].time, victim.time + reordering);
    EXPECT_GT(capture.frames[i].time, victim.time - 0.001);
  }
  EXPECT_EQ(gaps, 1);
}

class DamagedInside : public Damaged {};

// Ten random-access pictures, each with its second half overwritten by noise: noise may happen to be good
// code (H.264 without arithmetic coding), so not every one can be told. VP8, VP9 and AV1 read any bytes as a
// picture: not here.
TEST_P(DamagedInside, IsReported) {
  const std::string good = bytes;
  std::mt19937 random(3);
  int reported = 0;
  for (int trial = 0; trial < 10; ++trial) {
    const Victim victim = packetOf(whole, trial % 2 == 0 ? 8 : 16);
    const std::size_t place = good.find(victim.data);
    ASSERT_NE(place, std::string::npos);
    bytes = good;
    for (std::size_t i = victim.data.size() / 2; i < victim.data.size(); ++i) {
      bytes[place + i] = static_cast<char>(1 + random() % 255);
    }
    writeBytes(damaged, bytes);
    const WholeCapture capture = survive();
    ASSERT_FALSE(capture.error) << capture.error->message;
    EXPECT_GE(capture.frames.size(), 23U);
    if (lostFrames(capture) + capture.reader->brokenPackets() > 0) ++reported;
    for (const LumaFrame& frame : capture.frames) {
      EXPECT_TRUE(!frame.lost || frame.time > victim.time - 0.081) << frame.time;
    }
  }
  EXPECT_GE(reported, 7);
}

INSTANTIATE_TEST_SUITE_P(Media, Damaged,
                         testing::Values(Kind{"libx264", "mp4"}, Kind{"libx264", "avi"},
                                         Kind{"libx264", "mkv"}, Kind{"libx265", "mp4"},
                                         Kind{"libvpx", "webm"}, Kind{"libvpx-vp9", "webm"},
                                         Kind{"libaom-av1", "mp4"}, Kind{"mjpeg", "avi"}),
                         nameOf);

INSTANTIATE_TEST_SUITE_P(Media, DamagedInside,
                         testing::Values(Kind{"libx264", "mp4"}, Kind{"libx264", "avi"},
                                         Kind{"libx265", "mp4"}, Kind{"mjpeg", "avi"}),
                         nameOf);

}  // namespace
}  // namespace gradevault::media
