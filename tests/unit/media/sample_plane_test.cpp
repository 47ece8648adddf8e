#include "sample_plane.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "color_pictures.hpp"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace gradevault::media {
namespace {

FrameHandle frameOf(const std::string& format, int width, int height) {
  FrameHandle frame(av_frame_alloc());
  frame->format = av_get_pix_fmt(format.c_str());
  frame->width = width;
  frame->height = height;
  EXPECT_GE(av_frame_get_buffer(frame.get(), 0), 0) << format;
  return frame;
}

void put(AVFrame& frame, int component, int x, int y, unsigned value) {
  const AVComponentDescriptor& layout =
      av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format))->comp[component];
  std::uint8_t* place =
      frame.data[layout.plane] + y * frame.linesize[layout.plane] + x * layout.step + layout.offset;
  const auto word = static_cast<std::uint16_t>(value << layout.shift);
  std::memcpy(place, &word, layout.depth + layout.shift > 8 ? 2 : 1);
}

class ReadableFormat : public testing::TestWithParam<const char*> {};

TEST_P(ReadableFormat, GivesEveryComponentWhereverItLies) {
  const FrameHandle frame = frameOf(GetParam(), 6, 4);
  const AVPixFmtDescriptor& format = *av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame->format));
  ASSERT_EQ(unreadablePixels(frame->format), std::nullopt);
  const int components = hasChroma(static_cast<AVPixelFormat>(frame->format)) ? 3 : 1;
  const auto value = [&](int c, int x, int y) {
    return (static_cast<unsigned>(c * 91 + x * 37 + y * 11 + 5) * 257U) & ((1U << format.comp[c].depth) - 1);
  };
  for (int c = 0; c < components; ++c) {
    const SamplePlane plane = samplePlane(*frame, c);
    for (int y = 0; y < plane.height; ++y) {
      for (int x = 0; x < plane.width; ++x) put(*frame, c, x, y, value(c, x, y));
    }
  }
  for (int c = 0; c < components; ++c) {
    const SamplePlane plane = samplePlane(*frame, c);
    EXPECT_EQ(plane.depth, format.comp[c].depth);
    std::vector<std::uint16_t> row(static_cast<std::size_t>(plane.width));
    GrayImage eight(plane.width, plane.height);
    toEightBits(plane, LumaRange::full, eight.view());
    for (int y = 0; y < plane.height; ++y) {
      plane.readRow(y, row);
      for (int x = 0; x < plane.width; ++x) {
        const unsigned sample = value(c, x, y);
        EXPECT_EQ(row[static_cast<std::size_t>(x)], sample) << "component " << c << " at " << x << ", " << y;
        const int extra = plane.depth - 8;
        const unsigned rounded =
            extra == 0 ? sample : std::min(255U, (sample + (1U << (extra - 1))) >> extra);
        EXPECT_EQ(eight.at(x, y), rounded);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Media, ReadableFormat,
                         testing::Values("yuv420p", "yuv422p", "yuv444p", "yuv440p", "yuv411p", "yuvj420p",
                                         "yuva420p", "gray", "nv12", "nv21", "nv16", "p010le", "p016le",
                                         "yuv420p9le", "yuv420p10le", "yuv422p12le", "yuv444p14le",
                                         "yuv444p16le", "gray10le", "gray12le", "gray16le", "yuyv422"),
                         [](const auto& given) { return std::string(given.param); });

TEST(SamplePlane, FollowsPicturesThatAreStoredUpsideDown) {
  const FrameHandle frame = frameOf("yuv420p", 4, 4);
  for (int y = 0; y < 4; ++y) {
    for (int x = 0; x < 4; ++x) put(*frame, 0, x, y, static_cast<unsigned>(10 * y + x));
  }
  frame->data[0] += 3 * frame->linesize[0];
  frame->linesize[0] = -frame->linesize[0];
  const GrayImage luma = lumaOf(*frame, LumaRange::full);
  EXPECT_EQ(luma.at(1, 0), 31);
  EXPECT_EQ(luma.at(1, 3), 1);
}

TEST(UnreadablePixels, AreRgbPalettesAndForeignByteOrder) {
  for (const char* format :
       {"gbrp", "gbrp10le", "rgb24", "bgr0", "pal8", "yuv420p10be", "monow", "grayf32le"}) {
    const auto reason = unreadablePixels(av_get_pix_fmt(format));
    ASSERT_TRUE(reason.has_value()) << format;
    EXPECT_NE(reason->find(format), std::string::npos) << *reason;
  }
  EXPECT_TRUE(unreadablePixels(AV_PIX_FMT_NONE).has_value());
}

}  // namespace
}  // namespace gradevault::media
