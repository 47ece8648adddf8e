#include "edges/edge_maps.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gradevault {
namespace {

// Bytes and small counts along rows, so that compilers make vectors of them.

GrayImage validInAll(std::span<const AlignedFrame> frames) {
  const Size size = frames[0].luma.size();
  GrayImage valid(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    std::uint8_t* row = valid.view().row(y);
    std::fill_n(row, size.width, std::uint8_t{255});
    for (const AlignedFrame& frame : frames) {
      const std::uint8_t* one = frame.valid.row(y);
      for (int x = 0; x < size.width; ++x) row[x] = one[x] != 0 ? row[x] : std::uint8_t{0};
    }
  }
  return valid;
}

int countOnes(const std::uint8_t* row, int width) {
  int count = 0;
  for (int x = 0; x < width; ++x) count += row[x] != 0 ? 1 : 0;
  return count;
}

double percentageInside(GrayImage& mask, GrayView valid) {
  std::int64_t inside = 0;
  std::int64_t marked = 0;
  for (int y = 0; y < valid.height(); ++y) {
    std::uint8_t* row = mask.view().row(y);
    const std::uint8_t* within = valid.row(y);
    for (int x = 0; x < valid.width(); ++x) row[x] = within[x] != 0 ? row[x] : std::uint8_t{0};
    inside += countOnes(within, valid.width());
    marked += countOnes(row, valid.width());
  }
  return inside == 0 ? 0.0 : static_cast<double>(100 * marked) / static_cast<double>(inside);
}

DefectMaps mapsFrom(std::span<const ScoreImage> scores, GrayImage valid, const Options& options,
                    const EdgeStages& stages, Executor& executor) {
  DefectMaps maps;
  maps.valid = std::move(valid);
  const GrayView validView = maps.valid.view();
  maps.score = stages.mergedScore(scores, validView, executor);
  const GrayImage mask = stages.scoreMask(maps.score, validView, options.maskSigma, executor);
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
      scores[i] = stages.frameScore(frames[i].luma, valid.view(), executor, trace);
    } catch (const std::exception& failure) {
      failures[i] = failure.what();
    }
  });
  for (const std::optional<std::string>& failure : failures) {
    if (failure) return Error{ErrorCode::internal, "the defect maps of a frame failed: " + *failure};
  }
  try {
    const TracedPart part(trace, "defects.mask");
    return mapsFrom(scores, std::move(valid), options, stages, executor);
  } catch (const std::exception& failure) {
    return Error{ErrorCode::internal, std::string("the defect maps failed: ") + failure.what()};
  }
}

}  // namespace gradevault
