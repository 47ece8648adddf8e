#include "edges/edge_maps.hpp"

#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "edges/edge_score.hpp"

namespace gradevault {
namespace {

GrayImage validInAll(std::span<const AlignedFrame> frames) {
  const Size size = frames[0].luma.size();
  GrayImage valid(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      bool everywhere = true;
      for (const AlignedFrame& frame : frames) everywhere = everywhere && frame.valid.at(x, y) != 0;
      valid.at(x, y) = everywhere ? 255 : 0;
    }
  }
  return valid;
}

double percentageInside(GrayImage& mask, GrayView valid) {
  std::int64_t inside = 0;
  std::int64_t marked = 0;
  for (int y = 0; y < valid.height(); ++y) {
    for (int x = 0; x < valid.width(); ++x) {
      std::uint8_t& pixel = mask.at(x, y);
      if (valid.at(x, y) == 0) pixel = 0;
      inside += valid.at(x, y) != 0 ? 1 : 0;
      marked += pixel != 0 ? 1 : 0;
    }
  }
  return inside == 0 ? 0.0 : static_cast<double>(100 * marked) / static_cast<double>(inside);
}

DefectMaps mapsFrom(std::span<const ScoreImage> scores, GrayImage valid, const Options& options,
                    const EdgeStages& stages) {
  DefectMaps maps;
  maps.valid = std::move(valid);
  const GrayView validView = maps.valid.view();
  maps.score = mergedScore(scores, validView);
  const GrayImage mask = scoreMask(maps.score, validView, options.maskSigma);
  maps.mask = stages.closed(mask.view());
  maps.defectPercentage = percentageInside(maps.mask, validView);
  return maps;
}

}  // namespace

Status checkAlignedFrames(std::span<const AlignedFrame> frames) {
  const auto refuse = [](const char* why) { return Error{ErrorCode::invalid_argument, why}; };
  if (frames.empty()) return refuse("defect maps need one aligned frame or more");
  for (const AlignedFrame& frame : frames) {
    if (frame.luma.empty()) return refuse("an aligned frame without pixels has no defect maps");
    if (frame.luma.channels() != 1 || frame.valid.channels() != 1) {
      return refuse("aligned frames need one channel, luma and valid mask alike");
    }
    if (frame.luma.size() != frames[0].luma.size() || frame.valid.size() != frames[0].luma.size()) {
      return refuse("aligned frames and their valid masks must all have one size");
    }
  }
  return {};
}

Result<DefectMaps> edgeMaps(std::span<const AlignedFrame> frames, const Options& options, Executor& executor,
                            const EdgeStages& stages, Trace* trace) {
  if (const Status arguments = checkAlignedFrames(frames); !arguments) return arguments.error();
  if (const Status range = validate(options); !range) return range.error();
  GrayImage valid = validInAll(frames);
  std::vector<ScoreImage> scores(frames.size());
  std::vector<std::optional<std::string>> failures(frames.size());
  executor.parallelFor(static_cast<int>(frames.size()), [&](int index) {
    const auto i = static_cast<std::size_t>(index);
    try {
      const EdgeLayers layers = stages.layers(frames[i].luma);
      const TracedPart part(trace, "defects.combination");
      scores[i] = frameScore(layers, valid.view());
    } catch (const std::exception& failure) {
      failures[i] = failure.what();
    }
  });
  for (const std::optional<std::string>& failure : failures) {
    if (failure) return Error{ErrorCode::internal, "the defect maps of a frame failed: " + *failure};
  }
  try {
    const TracedPart part(trace, "defects.mask");
    return mapsFrom(scores, std::move(valid), options, stages);
  } catch (const std::exception& failure) {
    return Error{ErrorCode::internal, std::string("the defect maps failed: ") + failure.what()};
  }
}

}  // namespace gradevault
