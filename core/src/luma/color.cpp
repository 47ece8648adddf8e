#include "gradevault/color.hpp"

#include <algorithm>
#include <cassert>

namespace gradevault {
namespace {

constexpr int fixedPointBits = 14;

constexpr int fixedPoint(double value) {
  const double scaled = value * (1 << fixedPointBits);
  return static_cast<int>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

/// What one step of Y, U or V adds to a channel, times 2^14.
struct Coefficients {
  int luma = 0;
  int redFromV = 0;
  int greenFromU = 0;
  int greenFromV = 0;
  int blueFromU = 0;
  int black = 0;  ///< the Y of black
};

/// Kr and Kb: ITU-R BT.601-7 §2.5.1, BT.709-6 §3.2, BT.2020-2 table 4 (non-constant luminance).
constexpr Coefficients coefficients(double kr, double kb, LumaRange range) {
  const double kg = 1.0 - kr - kb;
  const double lumaScale = range == LumaRange::limited ? 255.0 / 219.0 : 1.0;
  const double chromaScale = range == LumaRange::limited ? 255.0 / 224.0 : 1.0;
  const double redFromV = 2.0 * (1.0 - kr) * chromaScale;
  const double blueFromU = 2.0 * (1.0 - kb) * chromaScale;
  return {.luma = fixedPoint(lumaScale),
          .redFromV = fixedPoint(redFromV),
          .greenFromU = fixedPoint(-blueFromU * kb / kg),
          .greenFromV = fixedPoint(-redFromV * kr / kg),
          .blueFromU = fixedPoint(blueFromU),
          .black = range == LumaRange::limited ? 16 : 0};
}

constexpr Coefficients coefficients(YuvMatrix matrix, LumaRange range) {
  switch (matrix) {
    case YuvMatrix::bt601:
      return coefficients(0.299, 0.114, range);
    case YuvMatrix::bt709:
      return coefficients(0.2126, 0.0722, range);
    case YuvMatrix::bt2020:
      return coefficients(0.2627, 0.0593, range);
  }
  return coefficients(0.2126, 0.0722, range);
}

std::uint8_t toByte(int fixed) {
  constexpr int half = 1 << (fixedPointBits - 1);
  return static_cast<std::uint8_t>(std::clamp((fixed + half) >> fixedPointBits, 0, 255));
}

[[maybe_unused]] bool chromaCovers(const YuvView& picture, const ImageView<const std::uint8_t>& plane) {
  const int right = (picture.y.width() - 1) >> picture.chromaShiftX;
  const int bottom = (picture.y.height() - 1) >> picture.chromaShiftY;
  return plane.channels() == 1 && right < plane.width() && bottom < plane.height();
}

}  // namespace

RgbImage rgbFromYuv(const YuvView& picture) {
  RgbImage out(picture.y.width(), picture.y.height(), 3);
  if (picture.y.empty()) return out;
  const bool gray = picture.u.empty() && picture.v.empty();
  assert(picture.chromaShiftX >= 0 && picture.chromaShiftX <= 2);
  assert(picture.chromaShiftY >= 0 && picture.chromaShiftY <= 2);
  assert(gray || (chromaCovers(picture, picture.u) && chromaCovers(picture, picture.v)));

  const Coefficients k = coefficients(picture.matrix, picture.range);
  for (int y = 0; y < picture.y.height(); ++y) {
    const std::uint8_t* luma = picture.y.row(y);
    const std::uint8_t* u = gray ? nullptr : picture.u.row(y >> picture.chromaShiftY);
    const std::uint8_t* v = gray ? nullptr : picture.v.row(y >> picture.chromaShiftY);
    std::uint8_t* rgb = out.view().row(y);
    for (int x = 0; x < picture.y.width(); ++x, rgb += 3) {
      const int cb = gray ? 0 : u[x >> picture.chromaShiftX] - 128;
      const int cr = gray ? 0 : v[x >> picture.chromaShiftX] - 128;
      const int brightness = k.luma * (luma[x] - k.black);
      rgb[0] = toByte(brightness + k.redFromV * cr);
      rgb[1] = toByte(brightness + k.greenFromU * cb + k.greenFromV * cr);
      rgb[2] = toByte(brightness + k.blueFromU * cb);
    }
  }
  return out;
}

}  // namespace gradevault
