#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "rectify/lanczos_kernel.hpp"
#include "rectify/lanczos_warp.hpp"

namespace gradevault {
namespace {

TEST(LanczosKernel, OnAPixelTakesThatPixelOnly) {
  const LanczosKernel kernel;
  for (std::size_t tap = 0; tap < 8; ++tap) EXPECT_EQ(kernel.at(0)[tap], tap == 3 ? 1.0F : 0.0F);
}

TEST(LanczosKernel, IsTheWindowedSincOfTheTextbook) {
  const LanczosKernel kernel;
  for (const int phase : {1, 100, 512, 777, 1023}) {
    std::array<double, 8> expected{};
    double sum = 0;
    for (int tap = 0; tap < 8; ++tap) {
      const double x = std::numbers::pi * (tap - 3 - phase / 1024.0);
      expected[static_cast<std::size_t>(tap)] = std::sin(x) / x * std::sin(x / 4) / (x / 4);
      sum += expected[static_cast<std::size_t>(tap)];
    }
    for (std::size_t tap = 0; tap < 8; ++tap) EXPECT_NEAR(kernel.at(phase)[tap], expected[tap] / sum, 1e-7);
  }
}

TEST(LanczosKernel, IsItsOwnMirrorImage) {
  const LanczosKernel kernel;
  for (int phase = 1; phase < 1024; ++phase) {
    for (std::size_t tap = 0; tap < 8; ++tap) {
      EXPECT_NEAR(kernel.at(phase)[tap], kernel.at(1024 - phase)[7 - tap], 1e-7);
    }
  }
}

TEST(LanczosWarp, KeepsAConstantPictureConstantAtEveryPhase) {
  GrayImage grey(40, 40);
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 40; ++x) grey.at(x, y) = 201;
  }
  const auto warped =
      lanczosWarp(grey.view(), {}, {}, {0.31, 0.013, -3, 0.017, 0.29, -2, 1e-4, 2e-4, 1}, {150, 140});
  for (const auto pixel : warped.luma.pixels()) ASSERT_EQ(pixel, 201);
}

TEST(LanczosWarp, ShiftsByWholePixelsExactlyAndReplicatesTheBorder) {
  GrayImage ramp(9, 5);
  for (int y = 0; y < 5; ++y) {
    for (int x = 0; x < 9; ++x) ramp.at(x, y) = static_cast<std::uint8_t>(20 * x + 7 * y);
  }
  const auto warped = lanczosWarp(ramp.view(), {}, {}, {1, 0, 3, 0, 1, -2, 0, 0, 1}, {9, 5});
  for (int y = 0; y < 5; ++y) {
    for (int x = 0; x < 9; ++x) {
      EXPECT_EQ(warped.luma.at(x, y), ramp.at(std::min(x + 3, 8), std::max(y - 2, 0)));
      EXPECT_EQ(warped.valid.at(x, y), x + 3 <= 8 && y - 2 >= 0 ? 255 : 0);
    }
  }
}

TEST(LanczosWarp, AnInvalidSourcePixelSpoilsTheTargetsThatLieBetweenItAndItsNeighbours) {
  const GrayImage grey(8, 1);
  GrayImage valid(8, 1);
  for (int x = 0; x < 8; ++x) valid.at(x, 0) = x == 4 ? 0 : 255;
  const auto onPixels = lanczosWarp(grey.view(), {}, valid.view(), {1, 0, 0, 0, 1, 0, 0, 0, 1}, {8, 1});
  EXPECT_EQ(onPixels.valid, valid);
  const auto between = lanczosWarp(grey.view(), {}, valid.view(), {1, 0, 0.5, 0, 1, 0, 0, 0, 1}, {8, 1});
  for (int x = 0; x < 7; ++x) EXPECT_EQ(between.valid.at(x, 0), x == 3 || x == 4 ? 0 : 255) << x;
}

TEST(LanczosWarp, SurvivesHomographiesThatSendPixelsToInfinity) {
  const GrayImage grey(16, 16);
  const auto warped = lanczosWarp(grey.view(), {}, {}, {1, 0, 0, 0, 1, 0, -0.125, 0, 1}, {16, 16});
  for (int y = 0; y < 16; ++y) EXPECT_EQ(warped.valid.at(8, y), 0);
}

}  // namespace
}  // namespace gradevault
