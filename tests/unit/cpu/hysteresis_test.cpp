#include "hysteresis.hpp"

#include <gtest/gtest.h>

#include "canny.hpp"
#include "pictures/pictures.hpp"

namespace gradevault {
namespace {

/// Both ways from the same ridges.
void expectTheReferencesEdges(const Image<std::uint16_t>& ridges, int low, int high, const char* what) {
  cpu::BitPlane weak;
  cpu::BitPlane edges;
  weak.resize(ridges.size());
  edges.resize(ridges.size());
  for (int y = 0; y < ridges.height(); ++y) {
    for (int i = 0; i < weak.words(); ++i) weak.row(y)[i] = edges.row(y)[i] = 0;
    for (int x = 0; x < ridges.width(); ++x) {
      const std::uint64_t bit = std::uint64_t{1} << (x % 64);
      if (ridges.at(x, y) > low) weak.row(y)[x / 64] |= bit;
      if (ridges.at(x, y) > high) edges.row(y)[x / 64] |= bit;
    }
  }
  std::vector<std::uint8_t> pending;
  cpu::growEdges(weak, edges, pending);
  GrayImage got(ridges.width(), ridges.height());
  for (int y = 0; y < ridges.height(); ++y) {
    for (int x = 0; x < ridges.width(); ++x) got.at(x, y) = (edges.row(y)[x / 64] >> (x % 64) & 1) != 0 ? 255 : 0;
  }
  EXPECT_EQ(got, edgesByHysteresis(ridges.view(), low, high)) << what << ' ' << ridges.size();
}

TEST(HysteresisOnBits, IsTheReferencesOnNoiseOfEveryDensity) {
  for (const Size size : {Size{1, 1}, Size{3, 3}, Size{63, 9}, Size{64, 9}, Size{65, 9}, Size{131, 57}, Size{640, 480}}) {
    const GrayImage noise = testing::noise(size, 91);
    Image<std::uint16_t> ridges(size.width, size.height);
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) ridges.at(x, y) = noise.at(x, y);
    }
    for (const int low : {30, 100, 140, 160, 200}) expectTheReferencesEdges(ridges, low, 252, "noise");
    expectTheReferencesEdges(ridges, 120, 120, "equal thresholds");
  }
}

TEST(HysteresisOnBits, FollowsASpiralAndAZigzagFromOneEnd) {
  Image<std::uint16_t> ridges(197, 203);
  int x = 0, y = 0, dx = 1, dy = 0;
  const auto free = [&](int nx, int ny) {
    return nx >= 0 && nx < ridges.width() && ny >= 0 && ny < ridges.height() && ridges.at(nx, ny) == 0;
  };
  for (ridges.at(x, y) = 200;;) {
    const bool blocked = !free(x + dx, y + dy) || (free(x + dx, y + dy) && !free(x + 2 * dx, y + 2 * dy) &&
                                                  x + 2 * dx >= 0 && x + 2 * dx < 197 && y + 2 * dy >= 0 && y + 2 * dy < 203);
    if (blocked) {
      const int turned = dx;
      dx = -dy;
      dy = turned;
      if (!free(x + dx, y + dy) || !free(x + 2 * dx, y + 2 * dy)) break;
      continue;
    }
    x += dx;
    y += dy;
    ridges.at(x, y) = 50;
  }
  expectTheReferencesEdges(ridges, 40, 100, "spiral");

  Image<std::uint16_t> zigzag(301, 90);
  for (int column = 0; column < 301; column += 2) {
    for (int row = 0; row < 90; ++row) zigzag.at(column, row) = 50;
    if (column + 1 < 301) zigzag.at(column + 1, column % 4 == 0 ? 89 : 0) = 50;
  }
  zigzag.at(300, 0) = 200;
  expectTheReferencesEdges(zigzag, 40, 100, "zigzag");
}

}  // namespace
}  // namespace gradevault
