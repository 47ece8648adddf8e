#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "fibre.hpp"
#include "findings.hpp"
#include "shared_shadow.hpp"

namespace gradevault::simt {

/// In which order the threads of a block run between barriers, and the blocks of a grid.
struct Schedule {
  enum class Order { ascending, descending, shuffled };
  Order order = Order::ascending;
  unsigned seed = 0;  ///< for `shuffled`, which also interrupts threads at atomics
};

struct BlockIndex {
  int x = 0;
  int y = 0;
  int z = 0;
};

/// Runs the threads of one block after another's barrier as fibres, and hears of each access.
class BlockRun {
 public:
  BlockRun(int threads, std::size_t sharedBytes, Schedule schedule, Findings& findings);

  /// Runs `body(thread)` for every thread of the block, to the end or to the first barrier that not all
  /// reach.
  void run(BlockIndex block, const std::function<void(int)>& body);

  [[nodiscard]] BlockIndex block() const { return block_; }
  [[nodiscard]] std::byte* shared() { return shared_.data(); }

  // For the thread that is running.
  void barrier(int thread, int line);
  /// A moment at which another thread may get its turn.
  void maybeYield(int thread);
  /// False when the access is out of bounds and must not happen. `element` bytes at `address` of shared
  /// memory, number `i` of `count` in its array.
  [[nodiscard]] bool sharedAccess(int thread, const void* address, int i, int count, Access access);
  void report(FindingKind kind, int thread, const std::string& what);

 private:
  enum class State { ready, atBarrier, ended };

  void runReadyThreads();
  [[nodiscard]] bool passBarrier();
  [[nodiscard]] std::vector<int> readyInOrder();

  std::vector<std::unique_ptr<Fibre>> fibres_;
  std::vector<State> states_;
  std::vector<int> lines_;
  std::vector<std::byte> shared_;
  SharedShadow shadow_;
  Schedule schedule_;
  std::mt19937 random_;
  Findings& findings_;
  BlockIndex block_;
};

}  // namespace gradevault::simt
