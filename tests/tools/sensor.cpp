#include "sensor.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "noise_texture.hpp"

namespace gradevault::film {
namespace {

/// Noise is stored as whole numbers, this many to a standard deviation: ± 5 of them fit into 8 bits.
constexpr float kNoiseUnit = 25.0F;
constexpr int kSlack = 256;  ///< By how much the noise field is larger than a frame.

struct Coding {
  float scale = 1;
  float offset = 0;
  float highest = 255;
};

template <typename Code>
void developLuma(const Exposed& exposed, const cv::Mat& gain, const cv::Mat& gloss, const cv::Mat& glossy,
                 const cv::Mat& noise, float sigma, const Coding& coding, cv::Mat& out) {
  // Shot noise grows with light but the gamma curve flattens it: codes of dark px are the noisier ones.
  const float dark = 1.15F * sigma / kNoiseUnit;
  const float fall = 0.5F * sigma / kNoiseUnit / 255.0F;
  const int width = exposed.luma.cols;
  for (int y = 0; y < exposed.luma.rows; ++y) {
    const auto* from = exposed.luma.ptr<std::uint8_t>(y);
    const auto* factor = gain.ptr<float>(y);
    const auto* added = gloss.ptr<float>(y);
    const auto* share = glossy.ptr<std::uint8_t>(y);
    const auto* grain = noise.ptr<std::int8_t>(y);
    auto* to = out.ptr<Code>(y);
    for (int x = 0; x < width; ++x) {
      const float light =
          static_cast<float>(from[x]) * factor[x] + added[x] * static_cast<float>(share[x]) * (1.0F / 255.0F);
      const float noisy = light + static_cast<float>(grain[x]) * (dark - fall * std::min(light, 255.0F));
      const float code = std::min(std::max(noisy, 0.0F), 255.0F) * coding.scale + coding.offset + 0.5F;
      to[x] = static_cast<Code>(static_cast<int>(std::min(code, coding.highest)));
    }
  }
}

template <typename Code>
void developChroma(const Exposed& exposed, const cv::Mat& gain, const cv::Mat& gloss, const cv::Mat& glossy,
                   const cv::Mat& noise, float sigma, const Coding& coding, int channel, cv::Mat& out) {
  const float strength = 0.6F * sigma / kNoiseUnit;
  const int width = exposed.chroma.cols;
  for (int y = 0; y < exposed.chroma.rows; ++y) {
    const auto* from = exposed.chroma.ptr<std::uint8_t>(y) + channel;
    const auto* factor = gain.ptr<float>(y);
    const auto* added = gloss.ptr<float>(y);
    const auto* share = glossy.ptr<std::uint8_t>(y);
    const auto* grain = noise.ptr<std::int8_t>(y);
    auto* to = out.ptr<Code>(y);
    for (int x = 0; x < width; ++x) {
      // White light on top takes the colour out of what it covers.
      const float covered = added[x] * static_cast<float>(share[x]) * (1.0F / (255.0F * 200.0F));
      const float keep = std::max(0.0F, 1.0F - covered);
      const float colour = (static_cast<float>(from[2 * x]) - 128.0F) * factor[x] * keep +
                           static_cast<float>(grain[x]) * strength * keep;
      const float code = std::min(std::max(colour, -127.0F), 127.0F) * coding.scale + coding.offset + 0.5F;
      to[x] = static_cast<Code>(static_cast<int>(code));
    }
  }
}

}  // namespace

Sensor::Sensor(const FilmOptions& options, Random& random)
    : bitDepth_(options.bitDepth), fullRange_(options.fullRange), random_(random) {
  const double quiet = options.translate ? 0.5 : random.uniform(1.2, 2.8);
  sigma_ = static_cast<float>(options.has(Fault::dark) ? quiet + 3.0 : quiet);
  cv::Mat noise = whiteNoise(options.size + cv::Size(kSlack, kSlack), random_);
  // Demosaicing and denoising leave neighbours alike; the factor restores the standard deviation to 1.
  cv::Mat smooth;
  cv::GaussianBlur(noise, smooth, {3, 3}, 0.55);
  cv::Scalar mean, deviation;
  cv::meanStdDev(smooth, mean, deviation);
  smooth.convertTo(field_, CV_8SC1, static_cast<double>(kNoiseUnit) / deviation[0]);
}

cv::Mat Sensor::noisePatch(cv::Size size) {
  const cv::Rect place(random_.integer(0, field_.cols - size.width),
                       random_.integer(0, field_.rows - size.height), size.width, size.height);
  const int mirror = random_.integer(0, 3);
  if (mirror == 3) return field_(place);
  cv::flip(field_(place), patch_, mirror - 1);
  return patch_;
}

void Sensor::develop(const Exposed& exposed, const LightGrid& light, const cv::Mat& glossy, FilmFrame& out) {
  const cv::Size size = exposed.luma.size();
  const cv::Size half = exposed.chroma.size();
  // The grid's nodes may reach beyond the frame: spread it over whole cells, then cut.
  const auto spread = [](const cv::Mat& grid, int step, cv::Size to, cv::Mat& fine) {
    cv::Mat whole;
    cv::resize(grid, whole, {grid.cols * step, grid.rows * step}, 0, 0, cv::INTER_LINEAR);
    fine = whole({{}, to});
  };
  spread(light.gain, LightGrid::step, size, gain_);
  spread(light.gloss, LightGrid::step, size, gloss_);
  spread(light.gain, LightGrid::step / 2, half, halfGain_);
  spread(light.gloss, LightGrid::step / 2, half, halfGloss_);
  cv::resize(glossy, halfGlossy_, half, 0, 0, cv::INTER_AREA);

  const int depth = bitDepth_ == 8 ? CV_8UC1 : CV_16UC1;
  const float step = bitDepth_ == 8 ? 1.0F : 4.0F;
  out.luma.create(size, depth);
  out.cb.create(half, depth);
  out.cr.create(half, depth);
  // Full range at 10 bits ends at 1023, not at 4 · 255.
  const float whole = bitDepth_ == 8 ? 255.0F : 1023.0F;
  const Coding luma =
      fullRange_ ? Coding{whole / 255.0F, 0, whole} : Coding{step * 219.0F / 255.0F, step * 16.0F, whole};
  const Coding chroma = fullRange_ ? Coding{whole / 255.0F, step * 128.0F, whole}
                                   : Coding{step * 224.0F / 255.0F, step * 128.0F, whole};
  const auto run = [&](auto code) {
    using Code = decltype(code);
    developLuma<Code>(exposed, gain_, gloss_, glossy, noisePatch(size), sigma_, luma, out.luma);
    developChroma<Code>(exposed, halfGain_, halfGloss_, halfGlossy_, noisePatch(half), sigma_, chroma, 0,
                        out.cb);
    developChroma<Code>(exposed, halfGain_, halfGloss_, halfGlossy_, noisePatch(half), sigma_, chroma, 1,
                        out.cr);
  };
  bitDepth_ == 8 ? run(std::uint8_t{}) : run(std::uint16_t{});
}

}  // namespace gradevault::film
