#include "saturated_areas.hpp"

#include <algorithm>
#include <bit>

namespace gradevault::cpu {
namespace {

/// Pixels [begin, end) of a row, of the area with a label.
struct Run {
  int begin = 0;
  int end = 0;
  int label = 0;
};

/// Areas that grow and become one; a label leads to its area through others.
class Areas {
 public:
  int make() {
    parents_.push_back(static_cast<int>(parents_.size()));
    blobs_.emplace_back();
    return parents_.back();
  }

  int join(int a, int b) {
    a = areaOf(a);
    b = areaOf(b);
    if (a == b) return a;
    const int kept = std::min(a, b);
    const int gone = std::max(a, b);
    parents_[at(gone)] = kept;
    add(kept, blobs_[at(gone)]);
    blobs_[at(gone)].pixels = 0;
    return kept;
  }

  void add(int label, const SaturatedBlob& more) {
    SaturatedBlob& blob = blobs_[at(areaOf(label))];
    if (blob.pixels == 0) {
      blob = more;
      return;
    }
    const int right = std::max(blob.box.x + blob.box.width, more.box.x + more.box.width);
    const int bottom = std::max(blob.box.y + blob.box.height, more.box.y + more.box.height);
    blob.box.x = std::min(blob.box.x, more.box.x);
    blob.box.y = std::min(blob.box.y, more.box.y);
    blob.box.width = right - blob.box.x;
    blob.box.height = bottom - blob.box.y;
    blob.pixels += more.pixels;
  }

  std::vector<SaturatedBlob> taken() && {
    std::erase_if(blobs_, [](const SaturatedBlob& blob) { return blob.pixels == 0; });
    return std::move(blobs_);
  }

 private:
  static std::size_t at(int label) { return static_cast<std::size_t>(label); }
  int areaOf(int label) {
    while (parents_[at(label)] != label) {
      parents_[at(label)] = parents_[at(parents_[at(label)])];
      label = parents_[at(label)];
    }
    return label;
  }

  std::vector<int> parents_;
  std::vector<SaturatedBlob> blobs_;
};

/// The runs of set bits; `bits` beyond the row's end are 0.
void findRuns(const std::vector<std::uint64_t>& bits, int width, std::vector<Run>& runs) {
  runs.clear();
  const auto next = [&](int x, bool set) {  // the first pixel from x on whose bit is `set`, at most `width`
    for (std::size_t i = static_cast<std::size_t>(x) / 64; i < bits.size(); ++i) {
      std::uint64_t word = set ? bits[i] : ~bits[i];
      if (i == static_cast<std::size_t>(x) / 64) word &= ~std::uint64_t{0} << (x % 64);
      if (word != 0) return std::min(static_cast<int>(i) * 64 + std::countr_zero(word), width);
    }
    return width;
  };
  for (int x = next(0, true); x < width;) {
    const int end = next(x, false);
    runs.push_back({x, end, 0});
    x = end < width ? next(end, true) : width;
  }
}

/// Both lists go from left to right; a run touches those above it that reach to one pixel beside it.
void labelRuns(std::vector<Run>& runs, const std::vector<Run>& above, int y, Areas& areas) {
  std::size_t first = 0;
  for (Run& run : runs) {
    while (first < above.size() && above[first].end < run.begin) ++first;
    run.label = -1;
    for (std::size_t i = first; i < above.size() && above[i].begin <= run.end; ++i) {
      run.label = run.label < 0 ? above[i].label : areas.join(run.label, above[i].label);
    }
    if (run.label < 0) run.label = areas.make();
    areas.add(run.label, {run.end - run.begin, {run.begin, y, run.end - run.begin, 1}});
  }
}

}  // namespace

std::vector<SaturatedBlob> saturatedRuns(const Kernels& kernels, GrayView luma, int level) {
  Areas areas;
  std::vector<std::uint64_t> bits(static_cast<std::size_t>(luma.width() + 63) / 64);
  std::vector<Run> runs;
  std::vector<Run> above;
  for (int y = 0; y < luma.height(); ++y) {
    std::swap(runs, above);
    runs.clear();
    if (!kernels.bitsFrom(luma.row(y), luma.width(), level, bits.data())) continue;
    findRuns(bits, luma.width(), runs);
    labelRuns(runs, above, y, areas);
  }
  return std::move(areas).taken();
}

}  // namespace gradevault::cpu
