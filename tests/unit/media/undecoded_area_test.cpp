#include "undecoded_area.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace gradevault::media {
namespace {

// A picture of 50 × 40 px without a zero, but for a rectangle of luma and the chroma that belongs to it.
FrameHandle pictureWithHole(const char* format, int x, int y, int width, int height, bool alsoChroma = true) {
  FrameHandle frame(av_frame_alloc());
  frame->format = av_get_pix_fmt(format);
  frame->width = 50;
  frame->height = 40;
  EXPECT_GE(av_frame_get_buffer(frame.get(), 0), 0);
  const AVPixFmtDescriptor& layout = *av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame->format));
  const int bytes = layout.comp[0].depth > 8 ? 2 : 1;
  for (int plane = 0; plane < av_pix_fmt_count_planes(static_cast<AVPixelFormat>(frame->format)); ++plane) {
    const int shiftX = plane == 0 ? 0 : layout.log2_chroma_w;
    const int shiftY = plane == 0 ? 0 : layout.log2_chroma_h;
    for (int row = 0; row < 40 >> shiftY; ++row) {
      std::uint8_t* samples = frame->data[plane] + row * frame->linesize[plane];
      std::memset(samples, 1, static_cast<std::size_t>((50 * bytes) >> shiftX));
      const bool inside = row >= y >> shiftY && row < (y + height) >> shiftY && (plane == 0 || alsoChroma);
      if (inside) {
        std::memset(samples + ((x * bytes) >> shiftX), 0,
                    static_cast<std::size_t>((width * bytes) >> shiftX));
      }
    }
  }
  return frame;
}

class UndecodedArea : public testing::TestWithParam<const char*> {};

TEST_P(UndecodedArea, IsABlockOfZerosInAllPlanes) {
  EXPECT_TRUE(hasUndecodedArea(*pictureWithHole(GetParam(), 16, 16, 16, 16)));
  EXPECT_TRUE(hasUndecodedArea(*pictureWithHole(GetParam(), 0, 0, 50, 40)));
  EXPECT_FALSE(hasUndecodedArea(*pictureWithHole(GetParam(), 16, 16, 14, 16)));
  EXPECT_FALSE(hasUndecodedArea(*pictureWithHole(GetParam(), 16, 16, 16, 14)));
  EXPECT_FALSE(hasUndecodedArea(*pictureWithHole(GetParam(), 0, 0, 0, 0)));
}

TEST_P(UndecodedArea, IsNotPureBlack) {
  EXPECT_FALSE(hasUndecodedArea(*pictureWithHole(GetParam(), 0, 0, 50, 40, false)));
}

INSTANTIATE_TEST_SUITE_P(Media, UndecodedArea,
                         testing::Values("yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv444p12le"),
                         [](const auto& given) { return std::string(given.param); });

TEST(UndecodedAreaOfGrey, IsNotLookedFor) {
  EXPECT_FALSE(hasUndecodedArea(*pictureWithHole("gray", 0, 0, 50, 40)));
}

}  // namespace
}  // namespace gradevault::media
