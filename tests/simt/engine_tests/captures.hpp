#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "devices_under_test.hpp"
#include "gradevault/engines/reference.hpp"
#include "host/cuda_scanner.hpp"
#include "pictures/pictures.hpp"

namespace gradevault::testing {

/// A capture that moves, jumps once, and has bright blobs and grain.
inline std::vector<GrayImage> capture(Size size, int count) {
  std::vector<GrayImage> frames;
  for (int i = 0; i < count; ++i) {
    const double jump = i >= 4 ? 9.0 : 0.0;
    frames.push_back(waves(size, 0.7 * i + jump, -0.4 * i));
    const GrayImage grain = noise(size, static_cast<unsigned>(70 + i));
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        std::uint8_t& pixel = frames.back().at(x, y);
        const bool blob =
            (x - 20 - i) * (x - 20 - i) + (y - 15) * (y - 15) < 40 || (x > size.width - 9 && y < 6 + i);
        pixel = blob ? 255 : static_cast<std::uint8_t>(std::min(255, pixel + grain.at(x, y) / 24));
      }
    }
  }
  return frames;
}

inline std::vector<ScanInput> inputsOf(const std::vector<GrayImage>& frames,
                                       const std::vector<std::size_t>& restarts = {}) {
  std::vector<ScanInput> inputs;
  for (const GrayImage& frame : frames) inputs.push_back({.luma = frame.view(), .restart = false});
  for (const std::size_t i : restarts) inputs[i].restart = true;
  return inputs;
}

/// The whole capture through a scanner, `cut` frames a call.
inline std::vector<FrameScan> scanWith(Scanner& scanner, std::span<const ScanInput> inputs, std::size_t cut) {
  SequentialExecutor executor;
  std::vector<FrameScan> scans(inputs.size());
  for (std::size_t first = 0; first < inputs.size(); first += cut) {
    const std::size_t count = std::min(cut, inputs.size() - first);
    const Status status =
        scanner.scan(inputs.subspan(first, count), std::span(scans).subspan(first, count), executor);
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
  }
  return scans;
}

inline std::vector<FrameScan> referenceScans(std::span<const ScanInput> inputs, const Options& options) {
  const auto engine = makeReferenceEngine();
  const auto scanner = engine.value()->makeScanner(inputs[0].luma.size(), options);
  return scanWith(*scanner.value(), inputs, inputs.size());
}

/// Field by field, so that a difference says where it is.
inline void expectEqualScans(const std::vector<FrameScan>& got, const std::vector<FrameScan>& expected) {
  ASSERT_EQ(got.size(), expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    SCOPED_TRACE("frame " + std::to_string(i));
    EXPECT_EQ(got[i].quick.sharpness, expected[i].quick.sharpness);
    EXPECT_EQ(got[i].quick.motion, expected[i].quick.motion);
    EXPECT_EQ(got[i].quick.meanLuma, expected[i].quick.meanLuma);
    EXPECT_EQ(got[i].quick.darkShare, expected[i].quick.darkShare);
    EXPECT_EQ(got[i].quick.brightShare, expected[i].quick.brightShare);
    EXPECT_EQ(got[i].quick.highlightLuma, expected[i].quick.highlightLuma);
    EXPECT_EQ(got[i].quick.glare.share, expected[i].quick.glare.share);
    EXPECT_EQ(got[i].quick.glare.blobs, expected[i].quick.glare.blobs);
    EXPECT_EQ(got[i].precise, expected[i].precise);
  }
}

}  // namespace gradevault::testing
