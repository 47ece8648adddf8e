#include "gradevault/decoded_picture.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <vector>

namespace gradevault {
namespace {

/// A picture of any layout with rows that have something behind them; samples from a fixed formula.
class Planes {
 public:
  Planes(PictureLayout layout, Size size, int bits) {
    picture.layout = layout;
    picture.size = size;
    picture.bits = bits;
    std::size_t bytes = 0;
    for (std::size_t plane = 0; plane < 3; ++plane) {
      const PlaneExtent extent = planeExtent(picture, plane);
      picture.strides[plane] = static_cast<std::ptrdiff_t>(extent.rowBytes + 6);
      bytes += (extent.rowBytes + 6) * extent.rows;
    }
    memory_.resize(bytes, std::byte{0xEE});
    std::byte* at = memory_.data();
    for (std::size_t plane = 0; plane < 3; ++plane) {
      const PlaneExtent extent = planeExtent(picture, plane);
      if (extent.rows == 0) continue;
      picture.planes[plane] = at;
      at += static_cast<std::size_t>(picture.strides[plane]) * extent.rows;
    }
  }
  void set(std::size_t plane, int x, int y, int value) {
    const std::ptrdiff_t offset = picture.planes[plane] - memory_.data() + y * picture.strides[plane];
    std::byte* row = memory_.data() + offset;
    if (picture.bits == 8) {
      row[x] = static_cast<std::byte>(value);
    } else {
      const auto word = static_cast<std::uint16_t>(value);
      std::memcpy(row + 2 * x, &word, 2);
    }
  }
  DecodedPicture picture;

 private:
  std::vector<std::byte> memory_;
};

int sampleAt(int plane, int x, int y) {
  return (plane * 71 + x * 13 + y * 29) % 220 + 16;
}

Planes yuv(PictureLayout layout, Size size, int bits) {
  Planes planes(layout, size, bits);
  const int scale = 1 << (bits - 8);
  const int shiftX = layout == PictureLayout::i444 ? 0 : 1;
  const int shiftY = layout == PictureLayout::i420 || layout == PictureLayout::nv12 ? 1 : 0;
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) planes.set(0, x, y, sampleAt(0, x, y) * scale);
  }
  if (layout == PictureLayout::gray) return planes;
  for (int y = 0; y < (size.height + (1 << shiftY) - 1) >> shiftY; ++y) {
    for (int x = 0; x < (size.width + (1 << shiftX) - 1) >> shiftX; ++x) {
      const int u = sampleAt(1, x << shiftX, y << shiftY) * scale;
      const int v = sampleAt(2, x << shiftX, y << shiftY) * scale;
      if (layout == PictureLayout::nv12) {
        planes.set(1, 2 * x, y, u);
        planes.set(1, 2 * x + 1, y, v);
      } else {
        planes.set(1, x, y, u);
        planes.set(2, x, y, v);
      }
    }
  }
  return planes;
}

GrayImage luma(const DecodedPicture& picture) {
  GrayImage out(picture.size.width, picture.size.height);
  lumaOf(picture, out.view());
  return out;
}

constexpr Size odd{37, 23};

TEST(DecodedPicture, HasTheSameLumaInEveryLayoutAndDepth) {
  const GrayImage expected = luma(yuv(PictureLayout::i420, odd, 8).picture);
  for (const PictureLayout layout :
       {PictureLayout::gray, PictureLayout::i422, PictureLayout::i444, PictureLayout::nv12}) {
    for (const int bits : {8, 10, 12}) {
      const Planes planes = yuv(layout, odd, bits);
      ASSERT_TRUE(checkPicture(planes.picture).ok());
      EXPECT_EQ(luma(planes.picture), expected) << pixelFormatName(layout, bits);
    }
  }
}

TEST(DecodedPicture, DeepSamplesAreRoundedBeforeTheRange) {
  Planes planes(PictureLayout::gray, {3, 1}, 10);
  planes.set(0, 0, 0, 501);   // 125.25
  planes.set(0, 1, 0, 502);   // 125.5
  planes.set(0, 2, 0, 1023);  // 255.75
  planes.picture.range = LumaRange::full;
  EXPECT_EQ(luma(planes.picture).pixels(), (std::vector<std::uint8_t>{125, 126, 255}));
}

TEST(DecodedPicture, HasTheColoursOfItsPlanesAtEightBits) {
  for (const auto& [layout, shiftX, shiftY] :
       {std::tuple(PictureLayout::i420, 1, 1), std::tuple(PictureLayout::i422, 1, 0),
        std::tuple(PictureLayout::i444, 0, 0)}) {
    const Planes plain = yuv(layout, odd, 8);
    const DecodedPicture& p = plain.picture;
    const auto view = [&](std::size_t plane) {
      const PlaneExtent extent = planeExtent(p, plane);
      return GrayView(reinterpret_cast<const std::uint8_t*>(p.planes[plane]),
                      static_cast<int>(extent.rowBytes), static_cast<int>(extent.rows), p.strides[plane]);
    };
    const RgbImage expected = rgbFromYuv({view(0), view(1), view(2), shiftX, shiftY, p.range, p.matrix});
    EXPECT_EQ(rgbOf(p), expected);
    EXPECT_EQ(rgbOf(yuv(layout, odd, 10).picture), expected);
  }
  EXPECT_EQ(rgbOf(yuv(PictureLayout::nv12, odd, 8).picture), rgbOf(yuv(PictureLayout::i420, odd, 8).picture));
  EXPECT_EQ(rgbOf(yuv(PictureLayout::nv12, odd, 10).picture),
            rgbOf(yuv(PictureLayout::i420, odd, 8).picture));
}

TEST(DecodedPicture, TakesRgbaAsItIs) {
  Planes planes(PictureLayout::rgba, {2, 1}, 8);
  for (int i = 0; i < 8; ++i) planes.set(0, i, 0, 10 * i);
  ASSERT_TRUE(checkPicture(planes.picture).ok());
  EXPECT_EQ(rgbOf(planes.picture).pixels(), (std::vector<std::uint8_t>{0, 10, 20, 40, 50, 60}));
  planes.picture.matrix = YuvMatrix::bt601;
  EXPECT_EQ(luma(planes.picture).at(0, 0), 8);  // 0.587 · 10 + 0.114 · 20
}

TEST(DecodedPicture, SmallColoursKeepTheQuickLumaAndTheHue) {
  for (const PictureLayout layout : {PictureLayout::i420, PictureLayout::nv12, PictureLayout::i444}) {
    Planes planes(layout, {40, 24}, 8);
    for (int y = 0; y < 24; ++y) {
      for (int x = 0; x < 40; ++x) planes.set(0, x, y, 81);
    }
    const PlaneExtent chroma = planeExtent(planes.picture, 1);
    for (int y = 0; y < static_cast<int>(chroma.rows); ++y) {
      for (int x = 0; x < static_cast<int>(chroma.rowBytes); ++x) {
        const bool nv12 = layout == PictureLayout::nv12;
        planes.set(1, x, y, nv12 && x % 2 == 1 ? 240 : 90);
        if (!nv12) planes.set(2, x, y, 240);
      }
    }
    planes.picture.matrix = YuvMatrix::bt601;  // (81, 90, 240) is red there
    const GrayImage quick = averagedDown(luma(planes.picture).view(), 3);
    const RgbImage small = smallRgbOf(planes.picture, quick.view(), 3);
    ASSERT_EQ(small.size(), (Size{13, 8}));
    EXPECT_NEAR(small.at(12, 7, 0), 255, 3);
    EXPECT_NEAR(small.at(12, 7, 1), 0, 3);
    EXPECT_NEAR(small.at(12, 7, 2), 0, 3);
  }
}

TEST(DecodedPicture, SaysWhatDoesNotGoTogether) {
  const auto message = [](auto change) {
    Planes planes = yuv(PictureLayout::i420, odd, 10);
    change(planes.picture);
    const Status status = checkPicture(planes.picture);
    return status.ok() ? std::string("fine") : status.error().message;
  };
  EXPECT_EQ(message([](DecodedPicture&) {}), "fine");
  EXPECT_NE(message([](DecodedPicture& p) { p.size.width = 0; }).find("0x23"), std::string::npos);
  EXPECT_NE(message([](DecodedPicture& p) { p.bits = 17; }).find("17 bits"), std::string::npos);
  EXPECT_NE(message([](DecodedPicture& p) { p.planes[2] = nullptr; }).find("plane 2"), std::string::npos);
  EXPECT_NE(message([](DecodedPicture& p) { p.strides[1] = 10; }).find("stride of 10"), std::string::npos);
  EXPECT_NE(message([](DecodedPicture& p) { p.strides[0] = 101; }).find("odd"), std::string::npos);
}

TEST(PictureCopy, IsTheSamePictureInMemoryOfItsOwn) {
  PictureCopy copy;
  for (const PictureLayout layout : {PictureLayout::i420, PictureLayout::nv12, PictureLayout::gray}) {
    const Planes planes = yuv(layout, odd, 10);
    copy.assign(planes.picture);
    EXPECT_EQ(copy.bytes(), copyBytes(planes.picture));
    ASSERT_TRUE(checkPicture(copy.picture()).ok());
    EXPECT_EQ(luma(copy.picture()), luma(planes.picture));
    EXPECT_EQ(rgbOf(copy.picture()), rgbOf(planes.picture));
  }
  const PictureCopy moved = std::move(copy);
  EXPECT_EQ(luma(moved.picture()), luma(yuv(PictureLayout::gray, odd, 10).picture));
}

}  // namespace
}  // namespace gradevault
