#pragma once

#include "border.cuh"
#include "expansion_planes.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

/// The filters of flow/polynomial_taps.hpp; tap k stands for ± k.
struct PolynomialFilters {
  static constexpr int radius = 5;
  float smooth[radius + 1] = {};
  float slope[radius + 1] = {};
  float curvature[radius + 1] = {};
};

/// The polynomial expansion of one level, down the columns and along the rows in one go; see
/// reference/polynomial_expansion.hpp.
///
///   block: 118 × 16 pixels from 128 columns; thread t filters column 118·bx − 5 + t of 26 rows in registers
///   shared: three filtered rows of 128 columns for each of the 16 rows (24 KB)
///   grid: x the columns, y the rows, z the frame
///
///        column   −5 … −1 │ 0 … 117 │ 118 … 122      edges replicated by clamping the column
struct ExpandLevel {
  static constexpr int threads = 128;
  static constexpr int radius = PolynomialFilters::radius;
  static constexpr int width = threads - 2 * radius;
  static constexpr int rows = 16;
  struct Shared {
    float smooth[rows * threads];
    float slope[rows * threads];
    float curvature[rows * threads];
  };

  Stack<const float> level;  ///< one layer a frame
  WrittenExpansions expansions;
  Ring ring;  ///< the frames' places
  PolynomialFilters filters;

  Grid grid(int frames) const {
    return {partsOf(level.width, width), partsOf(level.height, rows), frames, threads};
  }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const int column = thread.blockX() * width - radius + thread.index();
    const int top = thread.blockY() * rows;
    filterColumn(thread, shared, replicate(column, level.width), top);
    thread.barrier();
    const bool inside = thread.index() >= radius && thread.index() < radius + width && column < level.width;
    if (!inside) return;
    const int place = (ring.first + thread.blockZ()) % ring.size;
    const auto polynomials = thread.layer(expansions.polynomials, place);
    const auto curvaturesXy = thread.layer(expansions.curvaturesXy, place);
    for (int i = 0; i < rows && top + i < level.height; ++i) {
      const int at = i * threads + thread.index();
      const Polynomial polynomial{odd(thread, shared.smooth, at, filters.slope),
                                  even(thread, shared.slope, at, filters.smooth),
                                  even(thread, shared.smooth, at, filters.curvature),
                                  even(thread, shared.curvature, at, filters.smooth)};
      const float curvatureXy = odd(thread, shared.slope, at, filters.slope);
      // The last column and row once more beside and below them.
      const int right = column + 1 == level.width ? column + 1 : column;
      const int bottom = top + i + 1 == level.height ? level.height : top + i;
      for (int y = top + i; y <= bottom; ++y) {
        for (int x = column; x <= right; ++x) {
          thread.store(polynomials, x, y, polynomial);
          thread.store(curvaturesXy, x, y, curvatureXy);
        }
      }
    }
  }

 private:
  template <class Thread>
  GRADEVAULT_DEVICE void filterColumn(const Thread& thread, Shared& shared, int x, int top) const {
    const auto source = thread.layer(level, thread.blockZ());
    float values[rows + 2 * radius];
    GRADEVAULT_UNROLL
    for (int i = 0; i < rows + 2 * radius; ++i) {
      values[i] = thread.load(source, x, replicate(top - radius + i, level.height));
    }
    GRADEVAULT_UNROLL
    for (int i = 0; i < rows; ++i) {
      const float* here = values + radius + i;
      float smooth = filters.smooth[0] * here[0];
      float curvature = filters.curvature[0] * here[0];
      float slope = 0.0F;
      GRADEVAULT_UNROLL
      for (int k = 1; k <= radius; ++k) {
        const float sum = here[-k] + here[k];
        const float difference = filters.slope[k] * (here[k] - here[-k]);
        smooth += filters.smooth[k] * sum;
        curvature += filters.curvature[k] * sum;
        slope = k == 1 ? difference : slope + difference;
      }
      thread.write(shared.smooth, i * threads + thread.index(), smooth);
      thread.write(shared.slope, i * threads + thread.index(), slope);
      thread.write(shared.curvature, i * threads + thread.index(), curvature);
    }
  }

  template <class Thread>
  GRADEVAULT_DEVICE static float even(const Thread& thread, const float (&row)[rows * threads], int at,
                                      const float (&taps)[radius + 1]) {
    float sum = taps[0] * thread.read(row, at);
    GRADEVAULT_UNROLL
    for (int k = 1; k <= radius; ++k) sum += taps[k] * (thread.read(row, at - k) + thread.read(row, at + k));
    return sum;
  }

  template <class Thread>
  GRADEVAULT_DEVICE static float odd(const Thread& thread, const float (&row)[rows * threads], int at,
                                     const float (&taps)[radius + 1]) {
    float sum = taps[1] * (thread.read(row, at + 1) - thread.read(row, at - 1));
    GRADEVAULT_UNROLL
    for (int k = 2; k <= radius; ++k) sum += taps[k] * (thread.read(row, at + k) - thread.read(row, at - k));
    return sum;
  }
};

}  // namespace gradevault::cuda
