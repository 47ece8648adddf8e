#include "stage_hashes.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <deque>
#include <string>

#include "backward_executor.hpp"
#include "executor/thread_executor.hpp"
#include "hash.hpp"
#include "integer_film.hpp"
#include "pictures/pictures.hpp"
#include "placed_picture.hpp"
#include "recorded_hashes.hpp"

namespace gradevault::testing {
namespace {

constexpr int frames = 3;
constexpr Size largest{1920, 1080};

struct Capture {
  std::vector<GrayImage> frames;
  GrayImage valid;
};

Capture captureOf(const RecordedHash& which) {
  Capture capture;
  for (int i = 0; i < frames; ++i) capture.frames.push_back(integerFilm(which.size, which.seed, i));
  capture.valid = speckles(which.size, which.seed, 250);
  return capture;
}

StageHashes hashesOf(const EngineParts& parts, const Capture& capture, Executor& executor) {
  std::vector<GrayView> views;
  for (const GrayImage& frame : capture.frames) views.push_back(frame.view());
  return stageHashes(parts, views, capture.valid.view(), executor);
}

void expectEqual(const StageHashes& got, const StageHashes& expected, const std::string& who) {
  ASSERT_EQ(got.size(), expected.size()) << who;
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_EQ(got[i].first, expected[i].first) << who;
    EXPECT_EQ(got[i].second, expected[i].second)
        << who << ": the stage '" << got[i].first << "' differs from the reference's";
  }
}

class StageHashesOf : public ::testing::TestWithParam<RecordedHash> {
 protected:
  SequentialExecutor sequential_;
  EngineParts reference_ = referenceParts();
  Capture capture_ = captureOf(GetParam());
};

TEST_P(StageHashesOf, TheReferenceAreTheRecordedOnes) {
  Hash all;
  std::string table;
  for (const auto& [stage, hash] : hashesOf(reference_, capture_, sequential_)) {
    all.add(hash);
    char line[100];
    std::snprintf(line, sizeof line, "\n  %-20s %016llX", stage.c_str(),
                  static_cast<unsigned long long>(hash));
    table += line;
  }
  const auto [size, seed, recorded] = GetParam();
  EXPECT_EQ(all.value(), recorded) << std::hex << std::uppercase << "{{" << std::dec << size.width << ", "
                                   << size.height << "}, " << seed << ", 0x" << std::hex << all.value()
                                   << "}, of" << table;
}

TEST_P(StageHashesOf, EveryInstructionSetAndThreadCountAreTheReferences) {
  const StageHashes expected = hashesOf(reference_, capture_, sequential_);
  ThreadExecutor two(2);
  ThreadExecutor three(3);
  ThreadExecutor seven(7);
  BackwardExecutor backward;
  for (const EngineParts& parts : cpuParts()) {
    expectEqual(hashesOf(parts, capture_, sequential_), expected, parts.name + ", 1 thread");
    expectEqual(hashesOf(parts, capture_, two), expected, parts.name + ", 2 threads");
    expectEqual(hashesOf(parts, capture_, backward), expected, parts.name + ", tasks backwards");
    if (GetParam().size == largest) continue;
    expectEqual(hashesOf(parts, capture_, three), expected, parts.name + ", 3 threads");
    expectEqual(hashesOf(parts, capture_, seven), expected, parts.name + ", 7 threads");
  }
  expectEqual(hashesOf(reference_, capture_, three), expected, "reference, 3 threads");
}

class PlacedPictures : public StageHashesOf {};

TEST_P(PlacedPictures, DoNotDependOnWhatLiesBesideThem) {
  const StageHashes expected = hashesOf(reference_, capture_, sequential_);
  std::vector<EngineParts> engines = cpuParts();
  // Plain code has no wide reads whose mistakes would take a large picture to show.
  if (GetParam().size.width < 640) engines.push_back(referenceParts());
  for (const Placement& placement : placements) {
    std::deque<PlacedPicture> placed;
    std::vector<GrayView> views;
    for (const GrayImage& frame : capture_.frames)
      views.push_back(placed.emplace_back(frame, placement).view());
    placed.emplace_back(capture_.valid, placement);
    for (const EngineParts& parts : engines) {
      const std::string who = parts.name + ", " + std::string(placement.name);
      expectEqual(stageHashes(parts, views, placed.back().view(), sequential_), expected, who);
      for (const PlacedPicture& picture : placed)
        EXPECT_TRUE(picture.untouched()) << who << " wrote into a picture it was to read";
    }
  }
}

std::string nameOf(const ::testing::TestParamInfo<RecordedHash>& test) {
  return std::to_string(test.param.size.width) + "x" + std::to_string(test.param.size.height) + "_seed" +
         std::to_string(test.param.seed);
}

/// One seed, and not the largest size: what lies beside a picture shows at any.
std::vector<RecordedHash> oneSeed() {
  std::vector<RecordedHash> some;
  for (const RecordedHash& recorded : recordedHashes) {
    if (recorded.seed == 1 && recorded.size != largest) some.push_back(recorded);
  }
  return some;
}

INSTANTIATE_TEST_SUITE_P(Sizes, StageHashesOf, ::testing::ValuesIn(recordedHashes), nameOf);
INSTANTIATE_TEST_SUITE_P(Sizes, PlacedPictures, ::testing::ValuesIn(oneSeed()), nameOf);

}  // namespace
}  // namespace gradevault::testing
