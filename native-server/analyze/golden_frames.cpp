#include "golden_frames.hpp"

#include <algorithm>

#include "gradevault/rotation.hpp"
#include "gradevault/stopwatch.hpp"

namespace gradevault::analyze {
namespace {

constexpr Homography identity{1, 0, 0, 0, 1, 0, 0, 0, 1};

GoldenFrame upright(media::ColorFrame&& decoded, Rotation rotation, int quickLongSide) {
  GoldenFrame golden{
      uprightGolden(decoded.index, std::move(decoded.luma), std::move(decoded.rgb), rotation, quickLongSide),
      std::move(decoded.display),
      {},
      {}};
  if (golden.display && rotation != Rotation::none) {
    golden.display = rotated(std::as_const(*golden.display).view(), rotation);
  }
  return golden;
}

int countOf(const GoldenFrames& golden) {
  return static_cast<int>(golden.frames.size());
}

}  // namespace

std::vector<const GoldenPicture*> GoldenFrames::pictures() const {
  std::vector<const GoldenPicture*> pictures;
  for (const GoldenFrame& frame : frames) pictures.push_back(&frame);
  return pictures;
}

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
      golden.frames.push_back(upright(std::move((*decoded)[static_cast<std::size_t>(at)]),
                                      reader.facts().rotation, options.quickLongSide));
    }
  }
  const Stopwatch watch(services.clock, timings, "item");
  std::vector<GoldenPicture*> pictures;
  for (GoldenFrame& frame : golden.frames) pictures.push_back(&frame);
  findItem(pictures, options, services.executor);
  golden.reference = referenceOf(golden.pictures());
  return golden;
}

void rectifyAll(GoldenFrames& golden, const Options& options, const Services& services,
                std::map<std::string, double>& timings) {
  if (golden.frames.empty()) return;
  const Stopwatch watch(services.clock, timings, "rectify");
  services.progress.update(Stage::rectify, 0, countOf(golden));
  const GoldenFrame& reference = golden.frames[golden.reference];
  services.executor.parallelFor(countOf(golden), [&](int i) {
    GoldenFrame& frame = golden.frames[static_cast<std::size_t>(i)];
    frame.rectified = rectified(frame, reference, options);
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
