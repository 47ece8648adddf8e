#include "gradevault/artifacts/png.hpp"

#include <gtest/gtest.h>

namespace gradevault::artifacts {
namespace {

template <class T>
Image<T> patterned(int width, int height, int channels) {
  Image<T> image(width, height, channels);
  std::uint32_t state = 12345;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width * channels; ++x) {
      state = state * 1664525U + 1013904223U;
      image.view().row(y)[x] = static_cast<T>(state >> 13);
    }
  }
  return image;
}

TEST(Png, GivesBackEveryPixelOfGreyAndRgb) {
  for (const int channels : {1, 3}) {
    for (const Size size : {Size{1, 1}, Size{17, 31}, Size{640, 3}}) {
      const auto image = patterned<std::uint8_t>(size.width, size.height, channels);
      const auto file = encodePng(image.view());
      ASSERT_TRUE(file.ok());
      const auto back = decodePng(*file);
      ASSERT_TRUE(back.ok()) << back.error().message;
      EXPECT_EQ(*back, image);
    }
  }
}

TEST(Png, GivesBackSixteenBits) {
  const auto image = patterned<std::uint16_t>(33, 9, 1);
  const auto file = encodePng(image.view());
  ASSERT_TRUE(file.ok());
  const auto back = decodePng16(*file);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(*back, image);
  EXPECT_FALSE(decodePng(*file).ok()) << "16 bits are not silently cut to 8";
}

TEST(Png, EncodesACropWithoutCopyingIt) {
  const auto image = patterned<std::uint8_t>(20, 20, 3);
  const auto file = encodePng(image.view().cropped({3, 4, 5, 6}));
  ASSERT_TRUE(file.ok());
  const auto back = decodePng(*file);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, RgbImage(image.view().cropped({3, 4, 5, 6})));
}

TEST(Png, RefusesWhatItCannotHold) {
  EXPECT_FALSE(encodePng(GrayImage().view()).ok());
  EXPECT_FALSE(encodePng(GrayImage(4, 4, 2).view()).ok());
  EXPECT_FALSE(encodePng(Image<std::uint16_t>(4, 4, 3).view()).ok());
}

TEST(Png, ReadsNoDamagedFile) {
  const auto file = encodePng(patterned<std::uint8_t>(40, 40, 3).view());
  ASSERT_TRUE(file.ok());
  const std::span<const std::byte> whole(*file);
  for (const std::size_t length : {std::size_t{0}, std::size_t{7}, std::size_t{30}, whole.size() / 2}) {
    EXPECT_FALSE(decodePng(whole.first(length)).ok()) << length;
  }
}

}  // namespace
}  // namespace gradevault::artifacts
