#pragma once

#include "dialect.cuh"

namespace gradevault::cuda {

// Sums over windows in the fixed order of reference/window_sum.hpp: s_1(x) = the value at x, s_2k(x) = s_k(x)
// + s_k(x + k), and a window of 15 is ((s_8(x − 7) + s_4(x + 1)) + s_2(x + 5)) + s_1(x + 7).

/// The window of 15 that slides down one column, one value a row, all in registers: what later sums need of
/// the rows before is kept, newest first. With r the newest row, s_2 is known up to r − 1, s_4 up to r − 3,
/// s_8 up to r − 7.
struct ColumnWindow15 {
  float one = 0.0F;      ///< s_1(r − 1)
  float twos[2] = {};    ///< s_2(r − 2), s_2(r − 3)
  float fours[4] = {};   ///< s_4(r − 4) … s_4(r − 7)
  float eights[7] = {};  ///< s_8(r − 8) … s_8(r − 14)

  /// Takes row r; the sum over the rows r − 14 … r, once that many have come.
  GRADEVAULT_DEVICE float slide(float value) {
    const float two = one + value;
    const float four = twos[1] + two;
    const float eight = fours[3] + four;
    const float sum = ((eights[6] + fours[2]) + twos[0]) + value;
    one = value;
    push(twos, two);
    push(fours, four);
    push(eights, eight);
    return sum;
  }

 private:
  /// Costs nothing where the loop around it is unrolled: the compiler renames.
  template <int count>
  GRADEVAULT_DEVICE static void push(float (&past)[count], float newest) {
    GRADEVAULT_UNROLL
    for (int i = count - 1; i > 0; --i) past[i] = past[i - 1];
    past[0] = newest;
  }
};

/// The windows of 15 that begin at 8 neighbouring values, sharing their parts: `values` holds 22 of them.
struct WindowRun15 {
  static constexpr int outputs = 8;
  static constexpr int inputs = outputs + 14;

  /// `values` holds `inputs` of them and maybe more.
  GRADEVAULT_DEVICE static void sum(const float* values, float (&sums)[outputs]) {
    float twos[20];
    float fours[16];
    GRADEVAULT_UNROLL
    for (int i = 0; i < 20; ++i) twos[i] = values[i] + values[i + 1];
    GRADEVAULT_UNROLL
    for (int i = 0; i < 16; ++i) fours[i] = twos[i] + twos[i + 2];
    GRADEVAULT_UNROLL
    for (int i = 0; i < outputs; ++i) {
      const float eight = fours[i] + fours[i + 4];
      sums[i] = ((eight + fours[i + 8]) + twos[i + 12]) + values[i + 14];
    }
  }
};

/// s_power of the values that `at(i)` gives, from `first` on.
template <int power, class At>
GRADEVAULT_DEVICE float pairwiseSum(const At& at, int first) {
  if constexpr (power == 1) {
    return at(first);
  } else {
    const float left = pairwiseSum<power / 2>(at, first);
    return left + pairwiseSum<power / 2>(at, first + power / 2);
  }
}

/// The window of any odd length up to 63 over `at(0)` … `at(window − 1)`.
template <class At>
GRADEVAULT_DEVICE float windowSum(const At& at, int window) {
  float sum = 0.0F;
  int next = 0;
  const auto append = [&](float part, int power) {
    sum = next == 0 ? part : sum + part;
    next += power;
  };
  if ((window & 32) != 0) append(pairwiseSum<32>(at, next), 32);
  if ((window & 16) != 0) append(pairwiseSum<16>(at, next), 16);
  if ((window & 8) != 0) append(pairwiseSum<8>(at, next), 8);
  if ((window & 4) != 0) append(pairwiseSum<4>(at, next), 4);
  if ((window & 2) != 0) append(pairwiseSum<2>(at, next), 2);
  append(at(next), 1);
  return sum;
}

}  // namespace gradevault::cuda
