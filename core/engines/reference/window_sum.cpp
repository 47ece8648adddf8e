#include "window_sum.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "scan/border.hpp"

namespace gradevault {
namespace {

/// s_count of the rows from `source` on, a power of two of them; `pending` lends a row for each depth.
void pairwiseSum(const float* const* source, int count, std::size_t elements, std::vector<float>* pending,
                 float* out) {
  if (count == 1) {
    std::copy_n(*source, elements, out);
    return;
  }
  const int half = count / 2;
  pairwiseSum(source, half, elements, pending + 1, out);
  float* right = pending->data();
  pairwiseSum(source + half, half, elements, pending + 1, right);
  for (std::size_t i = 0; i < elements; ++i) out[i] += right[i];
}

}  // namespace

WindowSum::WindowSum(int width, int window)
    : width_(width),
      window_(window),
      columns_(static_cast<std::size_t>((width + window - 1) * equationChannels)),
      rows_(static_cast<std::size_t>(width * equationChannels)),
      pending_(static_cast<std::size_t>(std::bit_width(static_cast<unsigned>(window))),
               std::vector<float>(static_cast<std::size_t>(width * equationChannels))),
      sources_(static_cast<std::size_t>(window)) {}

const std::vector<float>& WindowSum::row(FloatView equations, int y) {
  sumColumns(equations, y);
  sumRow();
  return rows_;
}

void WindowSum::sumColumns(FloatView equations, int y) {
  for (int i = 0; i < window_; ++i) {
    sources_[static_cast<std::size_t>(i)] = equations.row(replicate(y - window_ / 2 + i, equations.height()));
  }
  const std::size_t elements = rows_.size();
  float* total = columns_.data() + window_ / 2 * equationChannels;
  const float* const* next = sources_.data();
  for (int power = static_cast<int>(std::bit_floor(static_cast<unsigned>(window_))); power >= 1; power /= 2) {
    if ((window_ & power) == 0) continue;
    if (next == sources_.data()) {
      pairwiseSum(next, power, elements, pending_.data(), total);
    } else {
      pairwiseSum(next, power, elements, pending_.data() + 1, pending_[0].data());
      for (std::size_t i = 0; i < elements; ++i) total[i] += pending_[0][i];
    }
    next += power;
  }
  for (int i = 1; i <= window_ / 2; ++i) {
    std::copy_n(total, equationChannels, total - i * equationChannels);
    float* last = total + (width_ - 1) * equationChannels;
    std::copy_n(last, equationChannels, last + i * equationChannels);
  }
}

void WindowSum::sumRow() {
  // `columns_` becomes s_1, s_2, s_4, … in place; each power that the window contains is read off on the way.
  // The parts are then added largest first, so they are kept until all are there.
  std::vector<std::vector<float>>& parts = pending_;
  int offset = window_;
  std::size_t count = 0;
  std::size_t usable = columns_.size();
  for (int power = 1; power <= window_; power *= 2) {
    if ((window_ & power) != 0) {
      offset -= power;
      std::copy_n(columns_.data() + offset * equationChannels, rows_.size(), parts[count++].data());
    }
    const auto step = static_cast<std::size_t>(power * equationChannels);
    if (usable < step) break;
    usable -= step;
    for (std::size_t i = 0; i < usable; ++i) columns_[i] += columns_[i + step];
  }
  rows_ = parts[count - 1];
  while (--count > 0) {
    for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i] += parts[count - 1][i];
  }
}

}  // namespace gradevault
