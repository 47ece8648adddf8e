#include "tone_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "sample_plane.hpp"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace gradevault::media {
namespace {

constexpr int steps = 4096;
using Table = std::vector<float>;
using Rgb = std::array<float, 3>;

float referenceWhite() {
  return 203.0F;
}

// SMPTE ST 2084: 0 … 1 → cd/m².
double pqLight(double signal) {
  constexpr double m1 = 2610.0 / 16384, m2 = 2523.0 / 4096 * 128;
  constexpr double c1 = 3424.0 / 4096, c2 = 2413.0 / 4096 * 32, c3 = 2392.0 / 4096 * 32;
  const double power = std::pow(signal, 1 / m2);
  return 10'000 * std::pow(std::max(power - c1, 0.0) / (c2 - c3 * power), 1 / m1);
}

// ITU-R BT.2100, HLG inverse OETF: 0 … 1 → scene light 0 … 1.
double hlgLight(double signal) {
  constexpr double a = 0.17883277, b = 0.28466892, c = 0.55991073;
  return signal <= 0.5 ? signal * signal / 3 : (std::exp((signal - c) / a) + b) / 12;
}

template <class Function>
Table tabulated(Function function) {
  Table table(steps);
  for (int i = 0; i < steps; ++i) {
    table[static_cast<std::size_t>(i)] = static_cast<float>(function(static_cast<double>(i) / (steps - 1)));
  }
  return table;
}

float looked(const Table& table, float value) {
  const float place = std::clamp(value, 0.0F, 1.0F) * (steps - 1) + 0.5F;
  return table[static_cast<std::size_t>(place)];
}

double srgb(double light) {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
}

// ITU-R BT.2087, linear BT.2020 → linear BT.709.
Rgb narrowed(const Rgb& c) {
  return {1.6605F * c[0] - 0.5876F * c[1] - 0.0728F * c[2], -0.1246F * c[0] + 1.1329F * c[1] - 0.0083F * c[2],
          -0.0182F * c[0] - 0.1006F * c[1] + 1.1187F * c[2]};
}

float curve(float m) {
  return m <= 0.6F ? m : 0.6F + 0.4F * (1 - std::exp((0.6F - m) / 0.4F));
}

Rgb compressed(Rgb light) {
  for (float& channel : light) channel = std::max(channel, 0.0F);
  const float largest = std::max({light[0], light[1], light[2]});
  const float scale = largest > 0 ? curve(largest) / largest : 0.0F;
  for (float& channel : light) channel *= scale;
  return light;
}

// The part of a picture's meaning that turns sample numbers into R'G'B' of 0 … 1.
struct Decode {
  float blackY, scaleY, middle, scaleC, kr, kb;

  Decode(const PictureMeaning& meaning, int depth) {
    const auto unit = static_cast<float>(1 << (depth - 8));
    const bool limited = meaning.range == LumaRange::limited;
    const auto top = static_cast<float>((1 << depth) - 1);
    blackY = limited ? 16 * unit : 0;
    scaleY = limited ? 219 * unit : top;
    middle = 128 * unit;
    scaleC = limited ? 224 * unit : top;
    kr = meaning.matrix == YuvMatrix::bt2020  ? 0.2627F
         : meaning.matrix == YuvMatrix::bt709 ? 0.2126F
                                              : 0.299F;
    kb = meaning.matrix == YuvMatrix::bt2020  ? 0.0593F
         : meaning.matrix == YuvMatrix::bt709 ? 0.0722F
                                              : 0.114F;
  }

  [[nodiscard]] Rgb rgb(float y, float cb, float cr) const {
    y = (y - blackY) / scaleY;
    cb = (cb - middle) / scaleC;
    cr = (cr - middle) / scaleC;
    const float r = y + 2 * (1 - kr) * cr;
    const float b = y + 2 * (1 - kb) * cb;
    return {r, (y - kr * r - kb * b) / (1 - kr - kb), b};
  }
};

// Linear light in units of reference white.
class Light {
 public:
  explicit Light(Transfer transfer)
      : hlg_(transfer == Transfer::hlg),
        signal_(hlg_ ? tabulated(hlgLight)
                     : tabulated([](double s) { return pqLight(s) / referenceWhite(); })),
        gamma_(hlg_ ? tabulated([](double luminance) { return std::pow(luminance, 0.2); }) : Table()) {}

  [[nodiscard]] Rgb of(Rgb colour) const {
    for (float& channel : colour) channel = looked(signal_, channel);
    if (!hlg_) return colour;
    const float luminance = 0.2627F * colour[0] + 0.6780F * colour[1] + 0.0593F * colour[2];
    const float gain = looked(gamma_, luminance) * 1000 / referenceWhite();
    for (float& channel : colour) channel *= gain;
    return colour;
  }

 private:
  bool hlg_;
  Table signal_;
  Table gamma_;
};

}  // namespace

RgbImage toneMapped(const AVFrame& picture, const PictureMeaning& meaning) {
  const auto format = static_cast<AVPixelFormat>(picture.format);
  const AVPixFmtDescriptor& description = *av_pix_fmt_desc_get(format);
  const bool coloured = hasChroma(format);
  const SamplePlane luma = samplePlane(picture, 0);
  const SamplePlane blue = coloured ? samplePlane(picture, 1) : SamplePlane();
  const SamplePlane red = coloured ? samplePlane(picture, 2) : SamplePlane();
  const Decode decode(meaning, luma.depth);
  const Light light(meaning.transfer);
  const Table encode = tabulated(srgb);
  std::vector<std::uint16_t> y(static_cast<std::size_t>(luma.width));
  const auto neutral = static_cast<std::uint16_t>(1 << (luma.depth - 1));
  std::vector<std::uint16_t> cb(y.size(), neutral);
  std::vector<std::uint16_t> cr(y.size(), neutral);
  RgbImage out(luma.width, luma.height, 3);
  for (int row = 0; row < luma.height; ++row) {
    luma.readRow(row, y);
    if (coloured) {
      blue.readRow(row >> description.log2_chroma_h, cb);
      red.readRow(row >> description.log2_chroma_h, cr);
    }
    std::uint8_t* pixel = out.view().row(row);
    for (std::size_t x = 0; x < y.size(); ++x) {
      const std::size_t chroma = coloured ? x >> description.log2_chroma_w : x;
      Rgb linear = light.of(decode.rgb(y[x], cb[chroma], cr[chroma]));
      if (meaning.matrix == YuvMatrix::bt2020) linear = narrowed(linear);
      for (const float channel : compressed(linear)) {
        *pixel++ = static_cast<std::uint8_t>(looked(encode, channel) * 255 + 0.5F);
      }
    }
  }
  return out;
}

}  // namespace gradevault::media
