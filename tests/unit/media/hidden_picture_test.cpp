#include "hidden_picture.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gradevault::media {
namespace {

bool hidden(AVCodecID codec, std::vector<std::uint8_t> packet) {
  return holdsHiddenPicture(codec, packet);
}

TEST(HiddenPicture, IsTheClearedShowBitOfVp8) {
  EXPECT_TRUE(hidden(AV_CODEC_ID_VP8, {0x01, 0x02, 0x00}));
  EXPECT_FALSE(hidden(AV_CODEC_ID_VP8, {0x11, 0x02, 0x00}));
}

TEST(HiddenPicture, IsTheClearedShowBitOfVp9InEveryProfile) {
  // 10 marker, 00 profile, 0 show_existing, 1 inter, 0 or 1 show
  EXPECT_TRUE(hidden(AV_CODEC_ID_VP9, {0b10000100, 0}));
  EXPECT_FALSE(hidden(AV_CODEC_ID_VP9, {0b10000110, 0}));
  EXPECT_FALSE(hidden(AV_CODEC_ID_VP9, {0b10001000, 0})) << "shows an existing picture";
  EXPECT_TRUE(hidden(AV_CODEC_ID_VP9, {0b10110010, 0})) << "profile 3 has a reserved bit";
  EXPECT_FALSE(hidden(AV_CODEC_ID_VP9, {0b10110011, 0}));
  EXPECT_FALSE(hidden(AV_CODEC_ID_VP9, {0b10000100, 0b11000001})) << "a superframe shows its last picture";
}

TEST(HiddenPicture, IsNotLookedForInOtherCodecsNorInNothing) {
  EXPECT_FALSE(hidden(AV_CODEC_ID_H264, {0, 0}));
  EXPECT_FALSE(hidden(AV_CODEC_ID_VP8, {}));
}

}  // namespace
}  // namespace gradevault::media
