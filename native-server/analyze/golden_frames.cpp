#include "golden_frames.hpp"

#include <algorithm>

#include "gradevault/item_sharpness.hpp"
#include "gradevault/luma.hpp"
#include "gradevault/rotation.hpp"
#include "stopwatch.hpp"

namespace gradevault::analyze {
namespace {

constexpr Homography identity{1, 0, 0, 0, 1, 0, 0, 0, 1};

GoldenFrame upright(media::ColorFrame&& decoded, Rotation rotation, int quickLongSide) {
  GoldenFrame golden;
  golden.frame = decoded.index;
  // Averaged before it is turned, as in the scan: what the last whole block leaves over is cropped at the coded sides.
  const GrayView coded = decoded.luma.view();
  golden.quickLuma = rotated(averagedDown(coded, quickFactor(coded.size(), quickLongSide)).view(), rotation);
  if (rotation == Rotation::none) {
    golden.luma = std::move(decoded.luma);
    golden.rgb = std::move(decoded.rgb);
    golden.display = std::move(decoded.display);
    return golden;
  }
  golden.luma = rotated(decoded.luma.view(), rotation);
  golden.rgb = rotated(decoded.rgb.view(), rotation);
  if (decoded.display) golden.display = rotated(decoded.display->view(), rotation);
  return golden;
}

int countOf(const GoldenFrames& golden) { return static_cast<int>(golden.frames.size()); }

}  // namespace

Result<GoldenFrames> readGoldenFrames(media::VideoReader& reader, std::span<const int> selected,
                                      const Options& options, const Services& services,
                                      std::map<std::string, double>& timings) {
  GoldenFrames golden;
  if (selected.empty()) return golden;
  services.progress.update(Stage::decode_golden, 0, static_cast<std::int64_t>(selected.size()));
  {
    const Stopwatch watch(services.clock, timings, "goldenDecode");
    std::vector<int> ascending(selected.begin(), selected.end());
    std::sort(ascending.begin(), ascending.end());
    auto decoded = reader.readColor(ascending);
    if (!decoded.ok()) return decoded.error();
    for (const int frame : selected) {
      const auto at = std::lower_bound(ascending.begin(), ascending.end(), frame) - ascending.begin();
      golden.frames.push_back(upright(std::move((*decoded)[static_cast<std::size_t>(at)]), reader.facts().rotation,
                                      options.quickLongSide));
    }
  }
  const Stopwatch watch(services.clock, timings, "item");
  std::vector<RgbView> pictures;
  for (const auto& frame : golden.frames) pictures.push_back(frame.rgb.view());
  auto items = detectItem(pictures, options, services.executor);
  for (std::size_t i = 0; i < items.size(); ++i) {
    GoldenFrame& frame = golden.frames[i];
    frame.item = std::move(items[i]);
    if (!frame.item.quad) continue;
    frame.itemSharpness = itemSharpness(frame.quickLuma.view(), *frame.item.quad, frame.luma.size());
  }
  const auto withQuad = std::find_if(golden.frames.begin(), golden.frames.end(),
                                     [](const GoldenFrame& frame) { return frame.item.quad.has_value(); });
  if (withQuad != golden.frames.end()) {
    golden.reference = static_cast<std::size_t>(withQuad - golden.frames.begin());
  }
  return golden;
}

void rectifyAll(GoldenFrames& golden, const Options& options, const Services& services,
                std::map<std::string, double>& timings) {
  if (golden.frames.empty()) return;
  const Stopwatch watch(services.clock, timings, "rectify");
  services.progress.update(Stage::rectify, 0, countOf(golden));
  const auto& quad = golden.frames[golden.reference].item.quad;
  const Size size = quad ? rectifiedSize(*quad, options) : Size{};
  services.executor.parallelFor(countOf(golden), [&](int i) {
    GoldenFrame& frame = golden.frames[static_cast<std::size_t>(i)];
    frame.rectified = frame.item.quad ? rectify(frame.luma.view(), frame.rgb.view(), *frame.item.quad, size)
                                      : wholeFrame(frame.luma.view(), frame.rgb.view());
  });
}

void alignAll(GoldenFrames& golden, const Options& options, const Services& services,
              std::map<std::string, double>& timings) {
  if (golden.frames.empty()) return;
  const Stopwatch watch(services.clock, timings, "align");
  services.progress.update(Stage::align, 0, countOf(golden));
  const RectifiedFrame& reference = golden.frames[golden.reference].rectified;
  services.executor.parallelFor(countOf(golden), [&](int i) {
    GoldenFrame& frame = golden.frames[static_cast<std::size_t>(i)];
    if (static_cast<std::size_t>(i) == golden.reference) {
      frame.aligned.alignment.ok = true;
      frame.aligned.alignment.toReference = identity;
    } else {
      frame.aligned = alignTo(reference, frame.rectified, options);
    }
  });
}

std::vector<AlignedFrame> alignedFrames(const GoldenFrames& golden) {
  std::vector<AlignedFrame> aligned;
  if (golden.frames.empty()) return aligned;
  const RectifiedFrame& reference = golden.frames[golden.reference].rectified;
  aligned.push_back({reference.luma.view(), reference.valid.view()});
  for (std::size_t i = 0; i < golden.frames.size(); ++i) {
    const AlignedPictures& pictures = golden.frames[i].aligned;
    if (i == golden.reference || !pictures.alignment.ok) continue;
    aligned.push_back({pictures.frame.luma.view(), pictures.frame.valid.view()});
  }
  return aligned;
}

}  // namespace gradevault::analyze
