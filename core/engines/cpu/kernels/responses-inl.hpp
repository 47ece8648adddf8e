// |Laplacian|, squared gradient and 5×5 deviation of a row, all with border 101; the definition is
// reference/reference_edges.hpp. The deviation is taken of luma − 128: the same, and its sums are smaller.
#if defined(GRADEVAULT_CPU_RESPONSES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef GRADEVAULT_CPU_RESPONSES_INL
#undef GRADEVAULT_CPU_RESPONSES_INL
#else
#define GRADEVAULT_CPU_RESPONSES_INL
#endif

#include <algorithm>

#include "edge_scratch.hpp"
#include "kernels/gradient-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

struct LaplacianRow {
  ThreeRows in;
  std::uint16_t* out;
  HWY_INLINE void operator()(int x) const {
    const Shorts d;
    const hn::Rebind<std::uint16_t, Shorts> magnitudes;
    const auto along = hn::Add(pixels(d, in.here + x - 1), pixels(d, in.here + x + 1));
    const auto down = hn::Add(pixels(d, in.above + x), pixels(d, in.below + x));
    const auto laplacian = hn::Sub(hn::Add(along, down), hn::ShiftLeft<2>(pixels(d, in.here + x)));
    hn::StoreU(hn::BitCast(magnitudes, hn::Abs(laplacian)), magnitudes, out + x);
  }
};

struct SobelRow {
  ThreeRows in;
  std::int16_t* dx;
  std::int16_t* dy;
  HWY_INLINE void operator()(int x) const {
    const Shorts d;
    SobelPair<hn::Vec<Shorts>> sobel;
    sobelAt(in, x, sobel);
    hn::Store(sobel.dx, d, dx + x);
    hn::Store(sobel.dy, d, dy + x);
  }
};

struct SquaredGradientRow {
  const std::int16_t* dx;
  const std::int16_t* dy;
  std::int32_t* out;
  HWY_INLINE void operator()(int x) const {
    const Integers d;
    const hn::Rebind<std::int16_t, Integers> narrow;
    const auto across = hn::PromoteTo(d, hn::LoadU(narrow, dx + x));
    const auto down = hn::PromoteTo(d, hn::LoadU(narrow, dy + x));
    hn::Store(hn::Add(hn::Mul(across, across), hn::Mul(down, down)), d, out + x);
  }
};

/// Σv and Σv² of five neighbours, v = luma − 128 (so |Σv| ≤ 640).
inline void sumAlong(const std::uint8_t* luma, int width, PictureRow<std::int16_t>& squared, std::int16_t* sums,
                     std::int32_t* squares) {
  const Shorts d;
  const Integers wide;
  const hn::Rebind<std::int16_t, Integers> narrow;
  const auto middle = hn::Set(d, 128);
  std::int16_t* square = squared.data();
  overWholeVectors(d, width + 4, [&](int x) HWY_ATTR {
    const auto v = hn::Sub(pixels(d, luma + x - 2), middle);
    hn::StoreU(hn::Mul(v, v), d, square + x - 2);
  });
  overWholeVectors(d, width, [&](int x) HWY_ATTR {
    const auto outer = hn::Add(pixels(d, luma + x - 2), pixels(d, luma + x + 2));
    const auto inner = hn::Add(pixels(d, luma + x - 1), pixels(d, luma + x + 1));
    const auto sum = hn::Add(hn::Add(outer, inner), pixels(d, luma + x));
    hn::Store(hn::Sub(sum, hn::Set(d, 5 * 128)), d, sums + x);
  });
  overWholeVectors(wide, width, [&](int x) HWY_ATTR {
    const auto at = [&](int i) HWY_ATTR { return hn::PromoteTo(wide, hn::LoadU(narrow, square + x + i)); };
    hn::Store(hn::Add(hn::Add(hn::Add(at(-2), at(2)), hn::Add(at(-1), at(1))), at(0)), wide, squares + x);
  });
}

/// 25·Σv² − (Σv)² from the sums along five rows.
struct DeviationRow {
  const std::int16_t* sums[5];
  const std::int32_t* squares[5];
  std::int32_t* out;
  HWY_INLINE void operator()(int x) const {
    const Integers d;
    const hn::Rebind<std::int16_t, Integers> narrow;
    const auto sumAt = [&](int i) HWY_ATTR { return hn::LoadU(narrow, sums[i] + x); };
    const auto squareAt = [&](int i) HWY_ATTR { return hn::Load(d, squares[i] + x); };
    const auto sum = hn::PromoteTo(
        d, hn::Add(hn::Add(hn::Add(sumAt(0), sumAt(1)), hn::Add(sumAt(2), sumAt(3))), sumAt(4)));
    const auto square =
        hn::Add(hn::Add(hn::Add(squareAt(0), squareAt(1)), hn::Add(squareAt(2), squareAt(3))), squareAt(4));
    const auto scaled = hn::Add(hn::Add(hn::ShiftLeft<4>(square), hn::ShiftLeft<3>(square)), square);
    hn::Store(hn::Sub(scaled, hn::Mul(sum, sum)), d, out + x);
  }
};

/// Goes down a picture; after `advance(y)` the rows hold what row y gives.
class ResponseRows {
 public:
  ResponseRows(GrayView luma, Rows range, EdgeRows& rows) : luma_(luma), rows_(rows) {
    const int width = luma.width();
    for (std::size_t i = 0; i < rows.luma.size(); ++i) {
      rows.luma[i].resize(width);
      rows.sums[i].resize(width);
      rows.squares[i].resize(width);
    }
    rows.squared.resize(width);
    rows.dx[0].resize(width);
    rows.dy[0].resize(width);
    rows.laplacian.resize(width);
    rows.gradient.resize(width);
    rows.deviation.resize(width);
    for (int y = std::max(range.begin - 2, 0); y < std::min(range.begin + 2, luma.height()); ++y) read(y);
  }

  void advance(int y) {
    if (y + 2 < luma_.height()) read(y + 2);
    const int width = luma_.width();
    const Shorts shorts;
    const ThreeRows around{pixelsOf(y - 1), pixelsOf(y), pixelsOf(y + 1)};
    overWholeVectors(shorts, width, LaplacianRow{around, rows_.laplacian.data()});
    overWholeVectors(shorts, width, SobelRow{around, rows_.dx[0].data(), rows_.dy[0].data()});
    overWholeVectors(Integers(), width,
                     SquaredGradientRow{rows_.dx[0].data(), rows_.dy[0].data(), rows_.gradient.data()});
    DeviationRow deviation{{}, {}, rows_.deviation.data()};
    for (int i = 0; i < 5; ++i) {
      const std::size_t at = slot(y - 2 + i);
      deviation.sums[i] = rows_.sums[at].data();
      deviation.squares[i] = rows_.squares[at].data();
    }
    overWholeVectors(Integers(), width, deviation);
  }

 private:
  void read(int y) {
    PictureRow<std::uint8_t>& row = rows_.luma[slot(y)];
    copyMirrored(luma_.row(y), luma_.width(), row);
    sumAlong(row.data(), luma_.width(), rows_.squared, rows_.sums[slot(y)].data(), rows_.squares[slot(y)].data());
  }
  [[nodiscard]] std::size_t slot(int y) const { return static_cast<std::size_t>(reflect101(y, luma_.height()) % 5); }
  [[nodiscard]] const std::uint8_t* pixelsOf(int y) const { return rows_.luma[slot(y)].data(); }

  GrayView luma_;
  EdgeRows& rows_;
};

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // include guard
