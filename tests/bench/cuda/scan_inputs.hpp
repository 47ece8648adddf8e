#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "gradevault/engine.hpp"
#include "must.hpp"

namespace gradevault::bench {

/// `count` frames for a scanner: the given ones again and again.
[[nodiscard]] inline std::vector<ScanInput> repeated(const std::vector<GrayImage>& frames, std::size_t count) {
  std::vector<ScanInput> inputs;
  for (std::size_t i = 0; i < count; ++i)
    inputs.push_back({.luma = frames[i % frames.size()].view(), .restart = false});
  return inputs;
}

/// Scans all of them, `call` frames a call.
inline void scanAll(Scanner& scanner, std::span<const ScanInput> inputs, std::size_t call,
                    Executor& executor) {
  std::vector<FrameScan> scans(inputs.size());
  for (std::size_t first = 0; first < inputs.size(); first += call) {
    const std::size_t count = std::min(call, inputs.size() - first);
    must(
        scanner.scan(inputs.subspan(first, count), std::span(scans).subspan(first, count), executor));
  }
}

}  // namespace gradevault::bench
