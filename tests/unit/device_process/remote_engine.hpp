#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <span>
#include <vector>

#include "gradevault/engines/cpu.hpp"
#include "pictures/pictures.hpp"
#include "processes.hpp"

namespace gradevault::testing {

inline constexpr Size pictureSize{160, 96};

inline std::vector<GrayImage> capture(int count, Size size = pictureSize) {
  std::vector<GrayImage> frames;
  for (int i = 0; i < count; ++i) frames.push_back(waves(size, 0.8 * i, -0.3 * i));
  return frames;
}

inline std::vector<ScanInput> inputsOf(const std::vector<GrayImage>& frames) {
  std::vector<ScanInput> inputs;
  for (const GrayImage& frame : frames) inputs.push_back({.luma = frame.view()});
  return inputs;
}

inline std::unique_ptr<Engine> remoteEngine(const device_process::Launch& launch = faultyLaunch()) {
  auto engine = device_process::makeEngine("cuda", {}, launch);
  EXPECT_TRUE(engine.ok()) << (engine.ok() ? "" : engine.error().message);
  return std::move(engine).value();
}

inline std::unique_ptr<Scanner> scannerOf(const Engine& engine, Size frameSize, Trace* trace = nullptr) {
  auto scanner = engine.makeScanner(frameSize, Options{}, trace);
  EXPECT_TRUE(scanner.ok()) << (scanner.ok() ? "" : scanner.error().message);
  return std::move(scanner).value();
}

inline std::vector<FrameScan> scansWith(Scanner& scanner, std::span<const ScanInput> inputs,
                                        Executor& executor) {
  std::vector<FrameScan> scans(inputs.size());
  const Status status = scanner.scan(inputs, scans, executor);
  EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
  return scans;
}

inline std::vector<FrameScan> scansHere(std::span<const ScanInput> inputs, Executor& executor) {
  return scansWith(*scannerOf(*makeCpuEngine().value(), inputs[0].luma.size()), inputs, executor);
}

}  // namespace gradevault::testing
