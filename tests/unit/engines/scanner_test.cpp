#include <gtest/gtest.h>

#include <algorithm>

#include "executor/thread_executor.hpp"
#include "pictures/pictures.hpp"
#include "scans.hpp"

namespace gradevault {
namespace {

/// A texture that moves faster and faster, under grain and changing light.
std::vector<GrayImage> movingFrames(Size size, int count) {
  std::vector<GrayImage> frames;
  for (int i = 0; i < count; ++i) {
    GrayImage frame = testing::waves(size, 0.2 * i * i, -0.1 * i);
    const GrayImage grain = testing::noise(size, static_cast<unsigned>(70 + i));
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        const int lit = frame.at(x, y) + grain.at(x, y) / 16 + 8 * (i % 3);
        frame.at(x, y) = static_cast<std::uint8_t>(std::min(255, lit));
      }
    }
    frames.push_back(std::move(frame));
  }
  return frames;
}

/// Small frames whose quick luma is smaller still, so that all series are there.
Options smallQuick() {
  Options options;
  options.quickLongSide = 64;
  return options;
}

class Scanners : public ::testing::TestWithParam<const char*> {};

TEST_P(Scanners, GiveTheSameBitsForEveryCutAndEveryNumberOfThreads) {
  const Size size{163, 97};
  const std::vector<GrayImage> frames = movingFrames(size, 9);
  std::vector<ScanInput> inputs = testing::inputsFor(frames);
  inputs[4].restart = true;
  SequentialExecutor alone;
  const auto first = testing::makeScanner(GetParam(), size, smallQuick());
  const std::vector<FrameScan> expected = testing::scanInBatches(*first, inputs, 1, alone);
  for (const int threads : {1, 2, 7}) {
    testing::ThreadExecutor executor(threads);
    for (const std::size_t batch : {std::size_t{1}, std::size_t{2}, std::size_t{5}, inputs.size()}) {
      const auto scanner = testing::makeScanner(GetParam(), size, smallQuick());
      EXPECT_EQ(testing::scanInBatches(*scanner, inputs, batch, executor), expected)
          << threads << " threads, " << batch << " at a time";
    }
  }
}

TEST_P(Scanners, GiveNoMotionToTheFirstFrameNorAfterAGap) {
  const std::vector<GrayImage> frames = movingFrames({163, 97}, 5);
  std::vector<ScanInput> inputs = testing::inputsFor(frames);
  inputs[3].restart = true;
  SequentialExecutor executor;
  const auto scanner = testing::makeScanner(GetParam(), {163, 97}, smallQuick());
  const std::vector<FrameScan> scans = testing::scanInBatches(*scanner, inputs, 5, executor);
  for (const std::size_t i : {0U, 3U}) {
    EXPECT_FALSE(scans[i].quick.motion.has_value()) << i;
    EXPECT_FALSE(scans[i].precise->motion.has_value()) << i;
  }
  for (const std::size_t i : {1U, 2U, 4U}) {
    EXPECT_TRUE(scans[i].quick.motion.has_value()) << i;
    EXPECT_TRUE(scans[i].precise->motion.has_value()) << i;
  }
}

TEST_P(Scanners, AfterAGapGoOnAsANewScannerWould) {
  const std::vector<GrayImage> frames = movingFrames({163, 97}, 6);
  std::vector<ScanInput> inputs = testing::inputsFor(frames);
  inputs[3].restart = true;
  SequentialExecutor executor;
  const auto scanner = testing::makeScanner(GetParam(), {163, 97}, smallQuick());
  const std::vector<FrameScan> scans = testing::scanInBatches(*scanner, inputs, 6, executor);
  const auto fresh = testing::makeScanner(GetParam(), {163, 97}, smallQuick());
  const std::vector<FrameScan> rest =
      testing::scanInBatches(*fresh, std::span(inputs).subspan(3), 3, executor);
  EXPECT_EQ(std::vector<FrameScan>(scans.begin() + 3, scans.end()), rest);
}

TEST_P(Scanners, InProfileQuickMeasureNoFullSizeSeriesAndTheSameQuickOne) {
  const std::vector<GrayImage> frames = movingFrames({163, 97}, 3);
  Options options = smallQuick();
  const std::vector<FrameScan> precise = testing::scanAll(GetParam(), frames, options);
  options.profile = Profile::quick;
  const std::vector<FrameScan> quick = testing::scanAll(GetParam(), frames, options);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    EXPECT_FALSE(quick[i].precise.has_value());
    EXPECT_EQ(quick[i].quick, precise[i].quick);
  }
}

TEST_P(Scanners, OfAFrameThatIsItsOwnQuickLumaBothSeriesAreEqual) {
  const std::vector<FrameScan> scans = testing::scanAll(GetParam(), movingFrames({163, 97}, 3));
  for (const FrameScan& scan : scans) {
    ASSERT_TRUE(scan.precise.has_value());
    EXPECT_EQ(scan.precise->sharpness, scan.quick.sharpness);
    EXPECT_EQ(scan.precise->motion, scan.quick.motion);
  }
}

TEST_P(Scanners, WorkAtEveryAwkwardSize) {
  for (const Size size : testing::awkwardSizes) {
    const std::vector<FrameScan> scans = testing::scanAll(GetParam(), movingFrames(size, 2));
    ASSERT_TRUE(scans[1].quick.motion.has_value()) << size;
    EXPECT_GE(*scans[1].quick.motion, 0.0) << size;
  }
}

TEST_P(Scanners, WriteTheResultsOfTheirFramesAndNoOthers) {
  const std::vector<GrayImage> frames = movingFrames({65, 63}, 3);
  FrameScan sentinel;
  sentinel.quick.sharpness = -77;
  std::vector<FrameScan> memory(5, sentinel);
  SequentialExecutor executor;
  const auto scanner = testing::makeScanner(GetParam(), {65, 63});
  ASSERT_TRUE(scanner->scan(testing::inputsFor(frames), std::span(memory).subspan(1, 3), executor).ok());
  EXPECT_EQ(memory.front(), sentinel);
  EXPECT_EQ(memory.back(), sentinel);
  for (std::size_t i = 1; i <= 3; ++i) EXPECT_GE(memory[i].quick.sharpness, 0.0);
}

TEST_P(Scanners, OverwriteWhatTheResultsHeldBefore) {
  const std::vector<GrayImage> frames = movingFrames({65, 63}, 1);
  FrameScan stale;
  stale.quick.motion = 5.0;
  stale.quick.glare.blobs = {{1, 2, 3, 4}};
  std::vector<FrameScan> out{stale};
  SequentialExecutor executor;
  ASSERT_TRUE(
      testing::makeScanner(GetParam(), {65, 63})->scan(testing::inputsFor(frames), out, executor).ok());
  EXPECT_EQ(out, testing::scanAll(GetParam(), frames));
}

TEST_P(Scanners, RefuseFramesOfAnotherSizeAndSpansThatDoNotMatch) {
  const std::vector<GrayImage> frames = movingFrames({65, 63}, 2);
  std::vector<FrameScan> out(2);
  SequentialExecutor executor;
  const auto scanner = testing::makeScanner(GetParam(), {64, 63});
  const Status size = scanner->scan(testing::inputsFor(frames), out, executor);
  ASSERT_FALSE(size.ok());
  EXPECT_EQ(size.error().code, ErrorCode::invalid_argument);
  EXPECT_NE(size.error().message.find("65x63"), std::string::npos);
  const Status spans = scanner->scan(testing::inputsFor(frames), std::span(out).first(1), executor);
  ASSERT_FALSE(spans.ok());
  EXPECT_EQ(spans.error().code, ErrorCode::invalid_argument);
}

TEST_P(Scanners, TakeAnEmptyBatch) {
  SequentialExecutor executor;
  EXPECT_TRUE(testing::makeScanner(GetParam(), {64, 63})->scan({}, {}, executor).ok());
}

INSTANTIATE_TEST_SUITE_P(All, Scanners, ::testing::ValuesIn(testing::everyEngine()),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace gradevault
