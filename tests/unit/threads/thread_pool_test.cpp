#include "gradevault/thread_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>

namespace gradevault {
namespace {

class ThreadPoolOf : public testing::TestWithParam<int> {};

TEST_P(ThreadPoolOf, RunsEveryTaskExactlyOnce) {
  ThreadPool pool(GetParam());
  for (const int count : {0, 1, 2, 3, 64, 1000}) {
    std::vector<std::atomic<int>> runs(static_cast<std::size_t>(count));
    pool.parallelFor(count, [&](int i) { ++runs[static_cast<std::size_t>(i)]; });
    for (const auto& run : runs) EXPECT_EQ(run.load(), 1);
  }
}

TEST_P(ThreadPoolOf, NestedLoopsFinish) {
  ThreadPool pool(GetParam());
  std::atomic<int> runs{0};
  pool.parallelFor(9, [&](int) { pool.parallelFor(11, [&](int) { pool.parallelFor(3, [&](int) { ++runs; }); }); });
  EXPECT_EQ(runs.load(), 9 * 11 * 3);
}

TEST_P(ThreadPoolOf, ServesSeveralCallersAtOnce) {
  ThreadPool pool(GetParam());
  std::atomic<int> runs{0};
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 4; ++caller) {
    callers.emplace_back([&] {
      for (int round = 0; round < 50; ++round) pool.parallelFor(7, [&](int) { ++runs; });
    });
  }
  for (auto& caller : callers) caller.join();
  EXPECT_EQ(runs.load(), 4 * 50 * 7);
}

TEST_P(ThreadPoolOf, WhatTasksWroteIsVisibleAfterwards) {
  ThreadPool pool(GetParam());
  for (int round = 0; round < 200; ++round) {
    std::vector<int> values(33, 0);  // plain ints: the thread sanitizer watches
    pool.parallelFor(33, [&](int i) { values[static_cast<std::size_t>(i)] = i; });
    ASSERT_EQ(std::accumulate(values.begin(), values.end(), 0), 33 * 32 / 2);
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, ThreadPoolOf, testing::Values(1, 2, 7));

TEST(AvailableThreads, IsAtLeastOne) { EXPECT_GE(availableThreads(), 1); }

}  // namespace
}  // namespace gradevault
