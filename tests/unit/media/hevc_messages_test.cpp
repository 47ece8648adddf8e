#include "hevc_messages.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gradevault::media {
namespace {

using Bytes = std::vector<std::uint8_t>;
constexpr std::uint8_t prefixSei = 39 << 1;
constexpr std::uint8_t suffixSei = 40 << 1;
constexpr std::uint8_t filler = 38 << 1;
constexpr std::uint8_t slice = 1 << 1;

TEST(HevcMessages, BecomeFillerInLengthPrefixedPackets) {
  Bytes packet{0, 0, 0, 4, prefixSei, 1, 4, 9, 0, 0, 0, 3, slice, 1, 7, 0, 0, 0, 4, suffixSei, 1, 132, 9};
  silenceHevcMessages(packet, 4);
  EXPECT_EQ(packet,
            (Bytes{0, 0, 0, 4, filler, 1, 4, 9, 0, 0, 0, 3, slice, 1, 7, 0, 0, 0, 4, filler, 1, 132, 9}));
}

TEST(HevcMessages, BecomeFillerBetweenStartCodes) {
  Bytes packet{0, 0, 1, prefixSei, 1, 4, 9, 0, 0, 0, 1, slice, 1, 7};
  silenceHevcMessages(packet, 0);
  EXPECT_EQ(packet, (Bytes{0, 0, 1, filler, 1, 4, 9, 0, 0, 0, 1, slice, 1, 7}));
}

TEST(HevcMessages, KeepTheOneThatNamesTheTransferCurve) {
  Bytes packet{0, 4, prefixSei, 1, 147, 1};
  const Bytes before = packet;
  silenceHevcMessages(packet, 2);
  EXPECT_EQ(packet, before);
}

TEST(HevcMessages, StopAtLengthsThatLie) {
  Bytes packet{0, 0, 0, 200, prefixSei, 1, 4};
  const Bytes before = packet;
  silenceHevcMessages(packet, 4);
  EXPECT_EQ(packet, before);
  Bytes tiny{0, 0};
  silenceHevcMessages(tiny, 4);
  Bytes empty;
  silenceHevcMessages(empty, 0);
}

TEST(HevcLengthBytes, StandInTheConfigurationRecord) {
  Bytes record(23, 0);
  record[0] = 1;
  record[21] = 0xf3;
  EXPECT_EQ(hevcLengthBytes(record), 4);
  record[21] = 0xf1;
  EXPECT_EQ(hevcLengthBytes(record), 2);
  Bytes startCodes(40, 0);
  startCodes[3] = 1;
  EXPECT_EQ(hevcLengthBytes(startCodes), 0);
  EXPECT_EQ(hevcLengthBytes({}), 0);
}

}  // namespace
}  // namespace gradevault::media
