#include <gtest/gtest.h>

#include "host/flow_plan.hpp"

namespace gradevault {
namespace {

using Iterate = cuda::IterateFlow<cuda::LevelFlow, cuda::KeepFlow>;

int blocks(Size level, int pairs, const cuda::StripShape& shape) {
  return cuda::partsOf(level.width, shape.threads - Iterate::halo) * cuda::partsOf(level.height, shape.rows) *
         pairs;
}

TEST(StripShape, IsOneThatTheKernelTakes) {
  for (const Size level : {Size{1, 1}, Size{33, 700}, Size{1920, 1080}, Size{65535, 40}}) {
    for (const int multiprocessors : {1, 40, 132}) {
      const cuda::StripShape shape = cuda::stripShape(level, 16, multiprocessors);
      EXPECT_EQ(shape.threads % 32, 0);
      EXPECT_LE(shape.threads, Iterate::threads);
      EXPECT_GT(shape.rows, 0);
      EXPECT_EQ(shape.rows % Iterate::step, 0);
      EXPECT_LT(shape.rows, level.height + Iterate::step) << level.width << 'x' << level.height;
    }
  }
}

TEST(StripShape, FillsALargeDeviceWithSmallBlocksAndASmallOneWithTall) {
  const Size level{480, 270};
  const cuda::StripShape many = cuda::stripShape(level, 16, 132);
  const cuda::StripShape few = cuda::stripShape(level, 16, 8);
  EXPECT_GE(blocks(level, 16, many), 132);
  EXPECT_GT(few.rows, many.rows);
}

TEST(StripShape, LeavesNoRoundNearlyEmpty) {
  const Size level{1920, 1080};
  const cuda::StripShape shape = cuda::stripShape(level, 16, 132);
  const int atOnce = 132 * Iterate::residentBlocks * Iterate::threads / shape.threads;
  const int rest = blocks(level, 16, shape) % atOnce;
  EXPECT_TRUE(rest == 0 || rest > atOnce / 2) << rest << " of " << atOnce;
}

}  // namespace
}  // namespace gradevault
