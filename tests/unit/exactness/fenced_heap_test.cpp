#include "fenced_heap.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "executor/thread_executor.hpp"
#include "integer_film.hpp"
#include "pictures/pictures.hpp"
#include "stage_hashes.hpp"

namespace gradevault::testing {
namespace {

class FencedHeap : public ::testing::TestWithParam<Size> {};

/// So that the other tests here can fail. The places are volatile: compilers see such mistakes.
TEST(FencedHeapDeathTest, EndsWhoTouchesTheByteAfterABufferOrWritesBeforeIt) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  volatile std::ptrdiff_t beyond = 4096;
  volatile std::ptrdiff_t before = -200;
  EXPECT_DEATH(
      {
        std::vector<std::uint8_t> buffer(4096);
        beyond = buffer.data()[beyond];
      },
      "");
  EXPECT_DEATH(
      {
        std::vector<std::uint8_t> buffer(4096);
        buffer.data()[before] = 1;
      },
      "before the beginning of a buffer");
}

TEST_P(FencedHeap, NoStageLeavesItsBuffers) {
  std::vector<GrayImage> frames;
  std::vector<GrayView> views;
  for (int i = 0; i < 3; ++i) frames.push_back(integerFilm(GetParam(), 5, i));
  for (const GrayImage& frame : frames) views.push_back(frame.view());
  const GrayImage valid = speckles(GetParam(), 5, 250);
  ThreadExecutor two(2);
  const StageHashes expected = stageHashes(referenceParts(), views, valid.view(), two);
  for (const EngineParts& parts : cpuParts()) {
    const std::int64_t before = fencedBuffers();
    EXPECT_EQ(stageHashes(parts, views, valid.view(), two), expected) << parts.name;
    EXPECT_GT(fencedBuffers(), before + 50) << "the engine's memory does not come from here";
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, FencedHeap,
                         ::testing::Values(Size{1, 1}, Size{3, 3}, Size{17, 31}, Size{64, 64}, Size{65, 63},
                                           Size{127, 97}, Size{640, 480}, Size{3001, 19}),
                         [](const auto& test) {
                           return std::to_string(test.param.width) + "x" + std::to_string(test.param.height);
                         });

}  // namespace
}  // namespace gradevault::testing
