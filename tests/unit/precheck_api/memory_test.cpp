// What is taken is used again: a stream of any length needs no more than its first seconds, but for the
// series.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "api_session.hpp"

#if defined(__EMSCRIPTEN__)
#include <malloc.h>
#define GRADEVAULT_COUNTS_HEAP mallinfo
#elif defined(__GLIBC__)
#if __GLIBC_PREREQ(2, 33)
#include <malloc.h>
#define GRADEVAULT_COUNTS_HEAP mallinfo2
#endif
#endif

namespace gradevault::precheck {
namespace {

/// Bytes of the heap in use; 0 where nobody counts them.
std::size_t bytesInUse() {
#ifdef GRADEVAULT_COUNTS_HEAP
  const auto info = GRADEVAULT_COUNTS_HEAP();
  return static_cast<std::size_t>(info.uordblks) + static_cast<std::size_t>(info.hblkhd);
#else
  return 0;
#endif
}

/// Pushes so many small frames from `first` on; the scene shakes a little.
void push(ApiSession& api, int first, int count) {
  const Scene scenes[] = {grain({64, 48}, 60), grain({64, 48}, 80), grain({64, 48}, 70, 1)};
  for (int i = first; i < first + count; ++i) {
    ASSERT_EQ(api.push(scenes[i % 3], i / 30.0), GV_OK) << api.message();
  }
}

/// Ten thousand; a live stream's, which are ten times as slow, only at the full scale.
int framesOf(bool live) {
  const char* scale = std::getenv("GRADEVAULT_TEST_SCALE");
  const bool full = scale != nullptr && std::string(scale) == "full";
  return live && !full ? 3'000 : 10'000;
}

class Memory : public testing::TestWithParam<bool> {};

TEST_P(Memory, DoesNotGrowWithTheFrames) {
  if (bytesInUse() == 0) GTEST_SKIP() << "nobody counts the heap's bytes here";
  constexpr std::size_t seriesBytes = 600;  // a frame's, in vectors that double
  const nlohmann::json request{{"live", GetParam()}};
  {
    // What libraries make for themselves at first use stays.
    ApiSession api(request);
    push(api, 0, 100);
    ASSERT_EQ(gv_finish(api.session), GV_OK) << api.message();
  }
  const std::size_t before = bytesInUse();
  {
    ApiSession api(request);
    ASSERT_NE(api.session, nullptr);
    push(api, 0, 1'000);
    const std::size_t early = bytesInUse();
    push(api, 1'000, framesOf(GetParam()) - 1'000);
    EXPECT_LT(bytesInUse(), early + static_cast<std::size_t>(framesOf(GetParam())) * seriesBytes);
    ASSERT_EQ(gv_finish(api.session), GV_OK) << api.message();
    EXPECT_GT(gv_text_bytes(api.session), 100'000U);
  }
  EXPECT_LT(bytesInUse(), before + 64 * 1024);
}

INSTANTIATE_TEST_SUITE_P(Sessions, Memory, testing::Bool(), [](const auto& tested) {
  return tested.param ? std::string("Live") : std::string("File");
});

}  // namespace
}  // namespace gradevault::precheck
