#include "printed_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace gradevault::bench {
namespace {

constexpr double panelSide = 170;  // px
constexpr double noiseSigma = 2;

/// 0 … 1, the same for the same panel.
double chance(int column, int row, unsigned what) {
  std::minstd_rand random(static_cast<unsigned>(column * 73 + row * 1009 + 7) * 31U + what + 1U);
  random.discard(5);
  return static_cast<double>(random()) / static_cast<double>(std::minstd_rand::max());
}

/// From 0 to 1 over about a pixel, as lenses draw edges.
double step(double distance) { return std::clamp(distance + 0.5, 0.0, 1.0); }

double inkOf(int column, int row, double x, double y) {
  const double base = 70 + 150 * chance(column, row, 1);
  const double kind = chance(column, row, 2);
  if (kind < 0.35) return base;
  if (kind < 0.55) return base + 30 * x / panelSide - 20 * y / panelSide;
  if (kind < 0.75) {  // lettering: strokes in lines
    const double line = std::fmod(y, 14);
    const double stroke = std::sin(x * 1.1 + 3 * std::sin(std::floor(y / 14) + x * 0.21));
    return line < 9 ? 235 - 200 * step(4 * stroke - 1) : 235;
  }
  const double turn = 6.3 * chance(column, row, 3);
  const double along = x * std::cos(turn) + y * std::sin(turn);
  return base + 40 * std::sin(along * 0.35) * std::sin(y * 0.09 + turn) + 25 * step(3 * std::sin(along * 0.11));
}

double pageAt(double x, double y) {
  const int column = static_cast<int>(std::floor(x / panelSide));
  const int row = static_cast<int>(std::floor(y / panelSide));
  const double inX = x - column * panelSide;
  const double inY = y - row * panelSide;
  const double toEdge = std::min({inX, inY, panelSide - inX, panelSide - inY});
  const double paper = 240 - 215 * step(toEdge - 4);  // gutter, then the outline …
  return paper + (inkOf(column, row, inX, inY) - 25) * step(toEdge - 7);  // … then what it holds
}

}  // namespace

GrayImage printedPage(Size size, double dx, double dy, unsigned noiseSeed) {
  std::mt19937 random(noiseSeed);
  GrayImage page(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      double noise = -2;  // four uniform ones, their variance 1/3
      for (int i = 0; i < 4; ++i) noise += static_cast<double>(random()) / 4294967296.0;
      const double value = pageAt(x - dx + 1000, y - dy + 1000) + noiseSigma * std::sqrt(3.0) * noise;
      page.at(x, y) = static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
    }
  }
  return page;
}

}  // namespace gradevault::bench
