#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "gradevault/engine.hpp"

namespace gradevault::testing {

/// The engines that these tests hold to the same rules: those that the build has.
[[nodiscard]] std::vector<const char*> everyEngine();

[[nodiscard]] std::unique_ptr<Engine> makeEngine(const std::string& name);

inline std::unique_ptr<Scanner> makeScanner(const std::string& engine, Size size,
                                            const Options& options = {}) {
  Result<std::unique_ptr<Scanner>> scanner = makeEngine(engine)->makeScanner(size, options);
  EXPECT_TRUE(scanner.ok());
  return std::move(scanner).value();
}

inline std::vector<ScanInput> inputsFor(std::span<const GrayImage> frames) {
  std::vector<ScanInput> inputs;
  for (const GrayImage& frame : frames) inputs.push_back({.luma = frame.view(), .restart = false});
  return inputs;
}

/// All frames through `scanner`, `batch` at a time.
inline std::vector<FrameScan> scanInBatches(Scanner& scanner, std::span<const ScanInput> inputs,
                                            std::size_t batch, Executor& executor) {
  std::vector<FrameScan> scans(inputs.size());
  for (std::size_t first = 0; first < inputs.size(); first += batch) {
    const std::size_t count = std::min(batch, inputs.size() - first);
    const Status status =
        scanner.scan(inputs.subspan(first, count), std::span(scans).subspan(first, count), executor);
    EXPECT_TRUE(status.ok());
  }
  return scans;
}

inline std::vector<FrameScan> scanAll(const std::string& engine, std::span<const GrayImage> frames,
                                      const Options& options = {}) {
  SequentialExecutor executor;
  const std::unique_ptr<Scanner> scanner = makeScanner(engine, frames[0].size(), options);
  return scanInBatches(*scanner, inputsFor(frames), frames.size(), executor);
}

}  // namespace gradevault::testing
