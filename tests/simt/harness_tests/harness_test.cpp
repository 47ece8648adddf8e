#include <gtest/gtest.h>

#include <vector>

#include "harness/run_grid.hpp"
#include "kernels/expansion_planes.cuh"

namespace gradevault::simt {
namespace {

constexpr int size = 32;

using cuda::Exactly;
using cuda::Grid;
using cuda::Plane;

/// Reverses a row through shared memory; `synchronised` says whether with the barrier that this needs.
struct Reverse {
  static constexpr int threads = size;
  struct Shared {
    int row[size];
  };
  Plane<const int> in;
  Plane<int> out;
  bool synchronised;
  template <class Thread>
  void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    thread.write(shared.row, thread.index(), thread.load(in, thread.index(), thread.blockX()));
    if (synchronised) thread.barrier();
    thread.store(out, thread.index(), thread.blockX(), thread.read(shared.row, size - 1 - thread.index()));
  }
};

struct TwoRows {
  std::vector<int> values = std::vector<int>(2 * size);
  [[nodiscard]] Plane<int> plane() { return {values.data(), size, 2, size}; }
};

std::vector<Schedule> schedules() {
  using Order = Schedule::Order;
  return {{Order::ascending, 0}, {Order::descending, 0}, {Order::shuffled, 1}, {Order::shuffled, 2}};
}

TEST(Harness, RunsAKernelWithBarriersRightInEverySchedule) {
  TwoRows in, out;
  for (std::size_t i = 0; i < in.values.size(); ++i) in.values[i] = static_cast<int>(i);
  for (const Schedule schedule : schedules()) {
    const Plane<const int> source{in.values.data(), size, 2, size};
    const Findings findings = runGrid(Reverse{source, out.plane(), true}, {2, 1, 1, size}, schedule);
    EXPECT_TRUE(findings.none()) << findings.text();
    EXPECT_EQ(out.values[0], size - 1);
    EXPECT_EQ(out.values[size], 2 * size - 1);
  }
}

TEST(Harness, ReportsARaceWhicheverThreadComesFirst) {
  TwoRows in, out;
  for (const Schedule schedule : schedules()) {
    const Plane<const int> source{in.values.data(), size, 2, size};
    const Findings findings = runGrid(Reverse{source, out.plane(), false}, {2, 1, 1, size}, schedule);
    EXPECT_TRUE(findings.has(FindingKind::sharedRace)) << findings.text();
  }
}

/// Threads that write, or add up, in one shared element.
struct Gather {
  static constexpr int threads = size;
  struct Shared {
    unsigned sum[1];
  };
  enum class How { atomically, eachWrites, withoutFirstZero };
  How how;
  Plane<unsigned> out;
  template <class Thread>
  void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    if (how != How::withoutFirstZero && thread.index() == 0) thread.write(shared.sum, 0, 0U);
    thread.barrier();
    if (how == How::eachWrites) {
      thread.write(shared.sum, 0, 7U);
    } else {
      thread.add(shared.sum, 0, 1U);
    }
    thread.barrier();
    if (thread.index() == 0) thread.store(out, 0, 0, thread.read(shared.sum, 0));
  }
};

TEST(Harness, AtomicsDoNotRaceButPlainWritesDo) {
  unsigned out = 0;
  const Plane<unsigned> plane{&out, 1, 1, 1};
  EXPECT_TRUE(runGrid(Gather{Gather::How::atomically, plane}, {1, 1, 1, size}).none());
  EXPECT_EQ(out, static_cast<unsigned>(size));
  EXPECT_TRUE(runGrid(Gather{Gather::How::eachWrites, plane}, {1, 1, 1, size}).has(FindingKind::sharedRace));
}

TEST(Harness, ReportsSharedMemoryThatWasNeverWritten) {
  unsigned out = 0;
  const Findings findings = runGrid(Gather{Gather::How::withoutFirstZero, {&out, 1, 1, 1}}, {1, 1, 1, size});
  EXPECT_TRUE(findings.has(FindingKind::sharedUninitialised)) << findings.text();
}

enum class Parting { barrierInOneBranch, differentBarriers, earlyEnd };

struct Diverging {
  static constexpr int threads = size;
  Parting parting;
  template <class Thread>
  void operator()(const Thread& thread) const {
    const bool odd = thread.index() % 2 != 0;
    if (parting == Parting::earlyEnd && odd) return;
    if (parting == Parting::barrierInOneBranch && odd) thread.barrier();
    if (parting == Parting::differentBarriers) {
      if (odd) {
        thread.barrier();
      } else {
        thread.barrier();
      }
    }
    if (parting == Parting::earlyEnd) thread.barrier();
  }
};

TEST(Harness, ReportsABarrierThatNotAllThreadsReach) {
  for (const Parting parting : {Parting::barrierInOneBranch, Parting::differentBarriers, Parting::earlyEnd}) {
    const Findings findings = runGrid(Diverging{parting}, {1, 1, 1, size});
    EXPECT_TRUE(findings.has(FindingKind::divergentBarrier)) << static_cast<int>(parting) << findings.text();
  }
}

enum class Stray { globalLeft, globalBelow, layer, shared };

struct Straying {
  static constexpr int threads = 1;
  struct Shared {
    int row[4];
  };
  Stray stray;
  cuda::Stack<int> out;
  template <class Thread>
  void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    if (stray == Stray::globalLeft) thread.store(thread.layer(out, 0), -1, 0, 1);
    if (stray == Stray::globalBelow) (void)thread.fresh(thread.layer(out, 0), 0, 1);
    if (stray == Stray::layer) thread.store(thread.layer(out, 1), 0, 0, 1);
    if (stray == Stray::shared) thread.write(shared.row, 4, 1);
  }
};

TEST(Harness, ReportsAccessesOutOfBoundsAndPreventsThem) {
  std::vector<int> guarded{7, 0, 0, 7};
  const cuda::Stack<int> out{guarded.data() + 1, 2, 1, 2, 1, 2};
  for (const Stray stray : {Stray::globalLeft, Stray::globalBelow, Stray::layer}) {
    EXPECT_TRUE(runGrid(Straying{stray, out}, {1, 1, 1, 1}).has(FindingKind::globalOutOfBounds));
  }
  EXPECT_TRUE(runGrid(Straying{Stray::shared, out}, {1, 1, 1, 1}).has(FindingKind::sharedOutOfBounds));
  EXPECT_EQ(guarded, (std::vector<int>{7, 0, 0, 7}));
}

/// Adds without an atomic: loses counts as soon as threads interrupt each other between reading and writing.
struct CarelessCounter {
  static constexpr int threads = size;
  Plane<int> out;
  template <class Thread>
  void operator()(const Thread& thread) const {
    const int before = thread.fresh(out, 0, 0);
    (void)thread.fresh(out, 1, 0);
    thread.store(out, 0, 0, before + 1);
  }
};

/// Each thread moves several elements at once from and to where `shift` leads.
struct MoveTogether {
  static constexpr int threads = 1;
  struct Shared {
    alignas(16) float values[8];
  };
  Plane<const unsigned char> bytes;
  Plane<cuda::Displacement> flow;
  int shift;
  template <class Thread>
  void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const auto byte = static_cast<float>(thread.loadFour(bytes, 4 + shift, 0) & 255U);
    const float values[4] = {byte, byte, byte, byte};
    thread.writeFour(shared.values, shift, values);
    float back[4];
    thread.readFour(shared.values, shift, back);
    thread.storePair(flow, 2 + shift, 0, {back[0], back[1]}, {back[2], back[3]});
  }
};

TEST(Harness, ReportsSeveralElementsAtOnceFromWhereTheDeviceReadsNone) {
  std::vector<unsigned char> bytes(16, 7);
  std::vector<cuda::Displacement> flow(6);
  const auto moved = [&](int shift) {
    return runGrid(MoveTogether{{bytes.data(), 16, 1, 16}, {flow.data(), 6, 1, 6}, shift}, {1, 1, 1, 1});
  };
  EXPECT_TRUE(moved(0).none()) << moved(0).text();
  EXPECT_EQ(flow[3].y, 7.0F);
  EXPECT_TRUE(moved(1).has(FindingKind::misaligned));
}

TEST(Harness, ShuffledSchedulesInterruptThreadsBetweenReadsAndWrites) {
  bool lost = false;
  for (unsigned seed = 0; seed < 8; ++seed) {
    std::vector<int> out(2);
    const Plane<int> plane{out.data(), 2, 1, 2};
    EXPECT_TRUE(runGrid(CarelessCounter{plane}, {1, 1, 1, size}, {Schedule::Order::shuffled, seed}).none());
    lost = lost || out[0] < size;
  }
  EXPECT_TRUE(lost);
}

struct Spinning {
  static constexpr int threads = 2;
  Plane<int> flag;
  template <class Thread>
  void operator()(const Thread& thread) const {
    while (thread.index() == 0 && thread.fresh(flag, 0, 0) == 0) {
    }
  }
};

TEST(Harness, ReportsABlockThatNeverEnds) {
  int flag = 0;
  const Findings findings = runGrid(Spinning{{&flag, 1, 1, 1}}, {1, 1, 1, 2}, {Schedule::Order::shuffled, 1});
  EXPECT_TRUE(findings.has(FindingKind::endless)) << findings.text();
}

}  // namespace
}  // namespace gradevault::simt
