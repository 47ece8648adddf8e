// Canny up to the thresholds; the definition is reference/canny.hpp. The tangents need 32 bits there; here the comparison is
// divided by 2^15, which changes nothing: |dy| is whole, and where the remainder would decide (dx = 0) there is no ridge.
#if defined(GRADEVAULT_CPU_RIDGES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_RIDGES_INL
#undef GRADEVAULT_CPU_RIDGES_INL
#else
#define GRADEVAULT_CPU_RIDGES_INL
#endif

#include <algorithm>

#include "edge_scratch.hpp"
#include "kernels/bits-inl.hpp"
#include "kernels/gradient-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

inline void gradientRow(const ThreeRows& rows, int width, std::int16_t* dx, std::int16_t* dy,
                        std::int16_t* magnitude) {
  const Shorts d;
  overWholeVectors(d, width, [&](int x) HWY_ATTR {
    SobelPair<hn::Vec<Shorts>> sobel;
    sobelAt(rows, x, sobel);
    hn::Store(sobel.dx, d, dx + x);
    hn::Store(sobel.dy, d, dy + x);
    hn::Store(hn::Add(hn::Abs(sobel.dx), hn::Abs(sobel.dy)), d, magnitude + x);
  });
  magnitude[-1] = 0;
  magnitude[width] = 0;
}

struct RidgeInputs {
  const std::int16_t* above;  ///< magnitudes
  const std::int16_t* here;
  const std::int16_t* below;
  const std::int16_t* dx;
  const std::int16_t* dy;
};

/// The magnitude where it is a ridge, at most 255 (every threshold is lower); else 0.
inline void ridgeRow(const RidgeInputs& in, int width, std::uint8_t* ridge) {
  const Shorts d;
  const hn::Rebind<std::uint8_t, Shorts> bytes;
  const auto tangent22 = hn::Set(d, 13573);  // tan 22.5° · 2^15
  overWholeVectors(d, width, [&](int x) HWY_ATTR {
    const auto dx = hn::Load(d, in.dx + x);
    const auto dy = hn::Load(d, in.dy + x);
    const auto twice = hn::Add(hn::Abs(dx), hn::Abs(dx));
    const auto along = hn::Abs(dy);
    const auto bound = hn::MulHigh(twice, tangent22);
    const auto steep = hn::Gt(hn::Sub(along, twice), bound);
    const auto shallow = hn::Not(hn::Gt(along, bound));
    const auto falling = hn::Lt(hn::Xor(dx, dy), hn::Zero(d));
    const auto upper = hn::IfThenElse(falling, hn::LoadU(d, in.above + x + 1), hn::LoadU(d, in.above + x - 1));
    const auto lower = hn::IfThenElse(falling, hn::LoadU(d, in.below + x - 1), hn::LoadU(d, in.below + x + 1));
    const auto first = hn::IfThenElse(
        shallow, hn::LoadU(d, in.here + x - 1), hn::IfThenElse(steep, hn::Load(d, in.above + x), upper));
    const auto second = hn::IfThenElse(
        shallow, hn::LoadU(d, in.here + x + 1), hn::IfThenElse(steep, hn::Load(d, in.below + x), lower));
    // Off the diagonals the second neighbour may be equal: one less is still exceeded.
    const auto allowed = hn::Add(second, hn::VecFromMask(d, hn::Or(shallow, steep)));
    const auto here = hn::Load(d, in.here + x);
    const auto isRidge = hn::And(hn::Gt(here, first), hn::Gt(here, allowed));
    hn::StoreU(hn::DemoteTo(bytes, hn::IfThenElseZero(isRidge, here)), bytes, ridge + x);
  });
}

/// `ridge` has zeros after its last pixel.
inline void thresholdRow(const std::uint8_t* ridge, int y, CannyPlanes& out) {
  const Bytes d;
  const int width = out.weak[0].words() * 64;
  for (std::size_t i = 0; i < cannyLevels.size(); ++i) {
    const auto low = hn::Set(d, static_cast<std::uint8_t>(cannyLevels[i].low));
    const auto high = hn::Set(d, static_cast<std::uint8_t>(cannyLevels[i].high));
    auto* weak = reinterpret_cast<std::uint8_t*>(out.weak[i].row(y));
    auto* strong = reinterpret_cast<std::uint8_t*>(out.edges[i].row(y));
    overWholeVectors(d, width, [&](int x) HWY_ATTR {
      const auto value = hn::LoadU(d, ridge + x);
      storeBits(d, hn::Gt(value, low), x, weak);
      storeBits(d, hn::Gt(value, high), x, strong);
    });
  }
}

inline void ridges(GrayView luma, Rows range, CannyPlanes& out, EdgeRows& rows) {
  const int width = luma.width();
  const int height = luma.height();
  for (int i = 0; i < 3; ++i) {
    rows.luma[static_cast<std::size_t>(i)].resize(width);
    rows.dx[static_cast<std::size_t>(i)].resize(width);
    rows.dy[static_cast<std::size_t>(i)].resize(width);
    rows.magnitude[static_cast<std::size_t>(i)].resize(width);
  }
  rows.ridge.resize(width);
  const auto slot = [](int y) { return static_cast<std::size_t>((y + 3) % 3); };
  const auto read = [&](int y) { copyReplicated(luma.row(y), width, rows.luma[slot(y)]); };
  const auto pixelsOf = [&](int y) -> const std::uint8_t* { return rows.luma[slot(replicate(y, height))].data(); };
  const auto measure = [&](int y) {  // the magnitudes of row y; outside the picture they are 0
    std::int16_t* magnitude = rows.magnitude[slot(y)].data();
    if (y < 0 || y >= height) {
      std::fill(magnitude - 1, magnitude + width + 1, std::int16_t{0});
      return;
    }
    gradientRow({pixelsOf(y - 1), pixelsOf(y), pixelsOf(y + 1)}, width, rows.dx[slot(y)].data(),
                rows.dy[slot(y)].data(), magnitude);
  };
  for (int y = std::max(range.begin - 2, 0); y <= std::min(range.begin, height - 1); ++y) read(y);
  measure(range.begin - 1);
  for (int y = range.begin; y < range.end; ++y) {
    if (y == range.begin) {
      if (y + 1 < height) read(y + 1);
      measure(y);
    }
    if (y + 2 < height) read(y + 2);
    measure(y + 1);
    ridgeRow({rows.magnitude[slot(y - 1)].data(), rows.magnitude[slot(y)].data(), rows.magnitude[slot(y + 1)].data(),
              rows.dx[slot(y)].data(), rows.dy[slot(y)].data()},
             width, rows.ridge.data());
    std::fill_n(rows.ridge.data() + width, PictureRow<std::uint8_t>::margin, std::uint8_t{0});
    thresholdRow(rows.ridge.data(), y, out);
  }
}

/// Hundredths by edge planes (0, 50, 85, 100) into `out`, whole vectors of them.
inline void cannyRow(const CannyPlanes& planes, int y, int width, std::uint8_t* out) {
  const Bytes d;
  const auto* first = reinterpret_cast<const std::uint8_t*>(planes.edges[0].row(y));
  const auto* second = reinterpret_cast<const std::uint8_t*>(planes.edges[1].row(y));
  const auto* third = reinterpret_cast<const std::uint8_t*>(planes.edges[2].row(y));
  const auto weight = [&](std::size_t i) HWY_ATTR {
    return hn::Set(d, static_cast<std::uint8_t>(cannyLevels[i].hundredths));
  };
  overWholeVectors(d, width, [&](int x) HWY_ATTR {
    const auto strongest = hn::Add(whereBits(d, second, x, weight(1)), whereBits(d, third, x, weight(2)));
    hn::StoreU(hn::Add(whereBits(d, first, x, weight(0)), strongest), d, out + x);
  });
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
