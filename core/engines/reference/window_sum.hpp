#pragma once

#include <vector>

#include "gradevault/image.hpp"
#include "normal_equations.hpp"

namespace gradevault {

/// Sums of the normal equations over a square window of odd side, in an order that does not depend on the
/// machine: with s_1(x) = the value at x and s_2k(x) = s_k(x) + s_k(x + k), a window of 15 is
/// ((s_8(x − 7) + s_4(x + 1)) + s_2(x + 5)) + s_1(x + 7); any other odd one likewise by its binary digits,
/// the largest power of two first, from the left. Down the columns first, then along the rows; edges
/// replicated; float.
class WindowSum {
 public:
  /// For pictures of `width`. Precondition: window odd, 1 … 63.
  WindowSum(int width, int window);

  /// The sums for row `y`, `equationChannels` a pixel; valid until the next call.
  [[nodiscard]] const std::vector<float>& row(FloatView equations, int y);

 private:
  void sumColumns(FloatView equations, int y);
  void sumRow();

  int width_;
  int window_;
  std::vector<float> columns_;               ///< one row of column sums, with window / 2 px more on each side
  std::vector<float> rows_;                  ///< the result
  std::vector<std::vector<float>> pending_;  ///< one row for each depth of the column tree
  std::vector<const float*> sources_;
};

}  // namespace gradevault
