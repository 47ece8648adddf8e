#include "golden_proof.hpp"

#include <string>

namespace gradevault::analyze {

// Upright pictures will do: the Laplacian's variance does not change when a picture is turned.
Status provePictures(const GoldenFrames& golden, const ScanPass& pass, const Engine& engine,
                     const Options& options, Executor& executor) {
  const bool precise = options.profile == Profile::precise;
  const auto pictureOf = [&](const GoldenFrame& frame) {
    return precise ? frame.luma.view() : frame.quickLuma.view();
  };
  if (golden.frames.empty()) return {};
  auto scanner = engine.makeScanner(pictureOf(golden.frames.front()).size(), options);
  if (!scanner.ok()) return scanner.error();
  for (const GoldenFrame& frame : golden.frames) {
    const ScanInput input{pictureOf(frame), true};
    FrameScan again;
    if (auto status = (*scanner)->scan({&input, 1}, {&again, 1}, executor); !status.ok()) return status;
    const FrameScan& seen = *pass.frames[static_cast<std::size_t>(frame.frame)].scan;
    const bool equal = precise ? again.precise->sharpness == seen.precise->sharpness
                               : again.quick.sharpness == seen.quick.sharpness;
    if (equal) continue;
    return Error{ErrorCode::internal, "frame " + std::to_string(frame.frame) +
                                          " was decoded differently on the device and on the CPU"};
  }
  return {};
}

}  // namespace gradevault::analyze
