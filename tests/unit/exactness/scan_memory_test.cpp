#include <gtest/gtest.h>

#include <iostream>
#include <vector>

#include "counted_heap.hpp"
#include "executor/thread_executor.hpp"
#include "gradevault/engines/cpu.hpp"
#include "gradevault/luma.hpp"
#include "integer_film.hpp"

namespace gradevault::testing {
namespace {

class ScanMemory : public ::testing::TestWithParam<Size> {};

/// The most bytes that a precise scan of frames that are there already holds at once.
double mostBytes(Size size, int threads) {
  std::vector<GrayImage> frames;
  for (int i = 0; i < 3; ++i) frames.push_back(integerFilm(size, 6, i));
  std::vector<ScanInput> inputs;
  // Enough of them that every thread has a pair while others wait.
  for (int i = 0; i < 3 * threads + 1; ++i) {
    inputs.push_back({.luma = frames[static_cast<std::size_t>(i) % frames.size()].view(), .restart = false});
  }
  std::vector<FrameScan> scans(inputs.size());
  ThreadExecutor executor(threads);
  const std::int64_t before = bytesInUse();
  forgetMost();
  {
    Result<std::unique_ptr<Engine>> engine = makeCpuEngine();
    Result<std::unique_ptr<Scanner>> scanner = engine.value()->makeScanner(size, {});
    EXPECT_TRUE(scanner.value()->scan(inputs, scans, executor).ok());
  }
  EXPECT_TRUE(scans.back().precise && scans.back().precise->motion);
  return static_cast<double>(mostBytesInUse() - before);
}

/// A float for each pixel that is scanned: the full size's and, where it is another picture, the quick
/// luma's.
double bytesOfAPlane(Size size) {
  const int factor = quickFactor(size);
  const Size quick = averagedSize(size, factor);
  const double full = 4.0 * size.width * size.height;
  return factor == 1 ? full : full + 4.0 * quick.width * quick.height;
}

TEST_P(ScanMemory, IsAtMostTwentyFloatPlanesForEachThread) {
  for (const int threads : {1, 2, 3}) {
    const double bytes = mostBytes(GetParam(), threads) / threads;
    const double planes = bytes / bytesOfAPlane(GetParam());
    std::cout << threads << " threads: " << planes << " planes each, "
              << bytes / (4.0 * GetParam().width * GetParam().height) << " of the full size\n";
    EXPECT_LE(planes, 20.0) << threads << " threads";
    EXPECT_GE(planes, 5.0) << "less than one frame's expansions cannot be: the count is wrong";
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, ScanMemory,
                         ::testing::Values(Size{640, 480}, Size{1280, 720}, Size{1920, 1080}),
                         [](const auto& test) {
                           return std::to_string(test.param.width) + "x" + std::to_string(test.param.height);
                         });

}  // namespace
}  // namespace gradevault::testing
