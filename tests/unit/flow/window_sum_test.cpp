#include "window_sum.hpp"

#include <random>

#include <gtest/gtest.h>

#include "pictures/pictures.hpp"
#include "scan/border.hpp"

namespace gradevault {
namespace {

FloatImage randomEquations(Size size, unsigned seed) {
  std::mt19937 random(seed);
  FloatImage equations(size.width, size.height, equationChannels);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width * equationChannels; ++x) {
      equations.view().row(y)[x] = static_cast<float>(random() >> 8) / static_cast<float>(1 << 20) - 8.0F;
    }
  }
  return equations;
}

class Along {
 public:
  Along(const float* first, std::ptrdiff_t step, int length) : first_(first), step_(step), length_(length) {}
  [[nodiscard]] float s1(int x) const { return first_[replicate(x, length_) * step_]; }
  [[nodiscard]] float s2(int x) const { return s1(x) + s1(x + 1); }
  [[nodiscard]] float s4(int x) const { return s2(x) + s2(x + 2); }
  [[nodiscard]] float s8(int x) const { return s4(x) + s4(x + 4); }
  [[nodiscard]] float window15(int x) const { return ((s8(x - 7) + s4(x + 1)) + s2(x + 5)) + s1(x + 7); }

 private:
  const float* first_;
  std::ptrdiff_t step_;
  int length_;
};

/// The formula of DESIGN §3, word by word.
FloatImage windowsOf15(const FloatImage& equations) {
  FloatImage columns(equations.width(), equations.height(), equationChannels);
  FloatImage out = columns;
  for (int x = 0; x < equations.width(); ++x) {
    for (int c = 0; c < equationChannels; ++c) {
      const Along column(&equations.at(x, 0, c), equations.view().stride(), equations.height());
      for (int y = 0; y < equations.height(); ++y) columns.at(x, y, c) = column.window15(y);
    }
  }
  for (int y = 0; y < equations.height(); ++y) {
    for (int c = 0; c < equationChannels; ++c) {
      const Along row(&columns.at(0, y, c), equationChannels, equations.width());
      for (int x = 0; x < equations.width(); ++x) out.at(x, y, c) = row.window15(x);
    }
  }
  return out;
}

TEST(WindowSum, Of15IsTheDesignsTreeBitForBitAtAwkwardSizes) {
  for (const Size size : {Size{1, 1}, Size{1, 19}, Size{23, 1}, Size{3, 3}, Size{17, 31}, Size{65, 63}}) {
    const FloatImage equations = randomEquations(size, 42);
    const FloatImage expected = windowsOf15(equations);
    WindowSum windowSum(size.width, 15);
    for (int y = 0; y < size.height; ++y) {
      const std::vector<float>& row = windowSum.row(equations.view(), y);
      for (int x = 0; x < size.width * equationChannels; ++x) {
        ASSERT_EQ(row[static_cast<std::size_t>(x)], expected.view().row(y)[x])
            << size << " at " << x << ", " << y;
      }
    }
  }
}

TEST(WindowSum, OfEveryOddWindowIsTheSum) {
  const Size size{29, 23};
  const FloatImage equations = randomEquations(size, 43);
  for (int window = 1; window <= 63; window += 2) {
    WindowSum windowSum(size.width, window);
    for (const int y : {0, 11, 22}) {
      const std::vector<float>& row = windowSum.row(equations.view(), y);
      for (int x = 0; x < size.width; ++x) {
        double sum = 0;
        for (int ny = y - window / 2; ny <= y + window / 2; ++ny) {
          for (int nx = x - window / 2; nx <= x + window / 2; ++nx) {
            sum += equations.at(replicate(nx, size.width), replicate(ny, size.height), gramXy);
          }
        }
        ASSERT_NEAR(row[static_cast<std::size_t>(x * equationChannels + gramXy)], sum,
                    1e-5 * window * window * 8)
            << "window " << window;
      }
    }
  }
}

}  // namespace
}  // namespace gradevault
