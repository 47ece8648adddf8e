#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "bench_frames.hpp"
#include "measured_device.hpp"
#include "spread.hpp"

namespace gradevault::bench {

/// What to measure with; each part reads what it needs.
struct Plan {
  DeviceKind device;
  std::vector<Size> sizes;
  std::vector<int> batches;
  std::optional<std::filesystem::path> capture;  ///< frames of it are measured beside the printed page
  int frames = 32;                                ///< made or decoded, then shown again and again
  int repetitions = 5;
  int threads = 1;  ///< that copy frames into pinned memory
};

/// The printed page in each size, and the capture in its own.
[[nodiscard]] std::vector<Content> contentsOf(const Plan& plan);

/// GB/s of large copies: within the device (bytes read and written), from pinned memory and back.
[[nodiscard]] Json measureCopies(const Plan& plan);

/// What a fresh process pays once: the context, a scanner's memory, the first batch. Sensible only as the first part of a process.
[[nodiscard]] Json measureStart(const Plan& plan);

/// µs a pair, for each size, content and batch: the flow alone (frames on the device, expansion included), the whole scan with
/// frames that stay on the device, and the whole scan with copies under the kernels, called as `analyze` calls it.
[[nodiscard]] Json measurePairs(const Plan& plan);

/// µs a frame of each kernel in a whole scan, launches, counted bytes and GB/s.
[[nodiscard]] Json measureKernels(const Plan& plan);

/// ms of the defect maps of five frames, and of each kernel in them.
[[nodiscard]] Json measureDefectMaps(const Plan& plan);

/// Bytes of device memory that a scanner and the defect maps of five frames take at most.
[[nodiscard]] Json measureMemory(const Plan& plan);

/// ms a frame of decoding the capture to luma on one thread, without a device.
[[nodiscard]] Json measureDecoding(const Plan& plan);

}  // namespace gradevault::bench
