#include "hysteresis.hpp"

#include <algorithm>

namespace gradevault::cpu {
namespace {

/// Along one word, from its set bits to lower ones as long as these are weak: each step doubles how far.
std::uint64_t filledDown(std::uint64_t edges, std::uint64_t weak) {
  for (int step = 1; step < 64; step *= 2) {
    edges |= weak & (edges >> step);
    weak &= weak >> step;
  }
  return edges;
}

/// Along one word to higher bits: adding an edge to a run of weak ones carries to the run's end.
std::uint64_t filledUp(std::uint64_t edges, std::uint64_t weak) {
  return (weak & ~(weak + edges)) | edges;
}

class RowGrowth {
 public:
  RowGrowth(const BitPlane& weak, BitPlane& edges) : weak_(weak), edges_(edges), words_(edges.words()) {}

  /// Whether the row gained a pixel from the rows around it. A row that did not has nothing new along it, either, unless
  /// it is looked at for the first time.
  bool grow(int y, bool first) {
    const std::uint64_t gained = takeNeighbours(y);
    return (gained | (gained != 0 || first ? fillAlong(y) : 0)) != 0;
  }

 private:
  std::uint64_t takeNeighbours(int y) {
    const std::uint64_t* above = edges_.row(y - 1);
    const std::uint64_t* below = edges_.row(y + 1);
    const std::uint64_t* weak = weak_.row(y);
    std::uint64_t* here = edges_.row(y);
    std::uint64_t gained = 0;
    std::uint64_t before = 0;
    std::uint64_t now = above[0] | below[0];
    for (int i = 0; i < words_; ++i) {
      const std::uint64_t next = i + 1 < words_ ? above[i + 1] | below[i + 1] : 0;
      const std::uint64_t near = now | (now << 1) | (before >> 63) | (now >> 1) | (next << 63);
      const std::uint64_t fresh = near & weak[i] & ~here[i];
      here[i] |= fresh;
      gained |= fresh;
      before = now;
      now = next;
    }
    return gained;
  }

  std::uint64_t fillAlong(int y) {
    const std::uint64_t* weak = weak_.row(y);
    std::uint64_t* here = edges_.row(y);
    std::uint64_t gained = 0;
    std::uint64_t last = 0;
    for (int i = 0; i < words_; ++i) {
      const std::uint64_t seeds = here[i] | (weak[i] & (last >> 63));
      last = filledUp(seeds, weak[i]);
      gained |= last ^ here[i];
      here[i] = last;
    }
    last = 0;
    for (int i = words_ - 1; i >= 0; --i) {
      const std::uint64_t seeds = here[i] | (weak[i] & (last << 63));
      last = seeds == 0 ? 0 : filledDown(seeds, weak[i]);
      gained |= last ^ here[i];
      here[i] = last;
    }
    return gained;
  }

  const BitPlane& weak_;
  BitPlane& edges_;
  int words_;
};

}  // namespace

void growEdges(const BitPlane& weak, BitPlane& edges, std::vector<std::uint8_t>& pending) {
  // A row is looked at again when a neighbour gained pixels since; sweeps go down and up in turn, so that an edge that
  // only rises or only falls is followed in one.
  const int height = edges.height();
  pending.assign(static_cast<std::size_t>(height) + 2, 1);
  const auto isPending = [&](int y) -> std::uint8_t& { return pending[static_cast<std::size_t>(y) + 1]; };
  RowGrowth rows(weak, edges);
  bool changed = true;
  for (int sweep = 0; changed; ++sweep) {
    changed = false;
    for (int i = 0; i < height; ++i) {
      const int y = sweep % 2 == 0 ? i : height - 1 - i;
      if (isPending(y) == 0) continue;
      isPending(y) = 0;
      if (!rows.grow(y, sweep == 0)) continue;
      isPending(y - 1) = isPending(y + 1) = 1;
      changed = true;
    }
  }
}

}  // namespace gradevault::cpu
