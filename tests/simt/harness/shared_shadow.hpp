#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gradevault::simt {

enum class Access { read, write, atomic };

enum class AccessFault { none, race, uninitialised };

/// Who touched which address of a block's shared memory since the last barrier. Two accesses by different
/// threads with no barrier between race when one of them writes, unless both are atomic. It does not matter
/// in which order the fibres happened to run.
class SharedShadow {
 public:
  explicit SharedShadow(std::size_t bytes) : cells_(bytes) {}

  void barrier() { ++epoch_; }
  /// A new block: nothing is written yet.
  void reset() {
    cells_.assign(cells_.size(), {});
    epoch_ = 1;
  }
  [[nodiscard]] AccessFault touch(std::size_t offset, int thread, Access access) {
    Cell& cell = cells_[offset];
    const Past reads = cell.reads.in(epoch_);
    const Past writes = cell.writes.in(epoch_);
    const Past atomics = cell.atomics.in(epoch_);
    bool race = writes.byOther(thread);
    if (access != Access::read) race = race || reads.byOther(thread);
    if (access != Access::atomic) race = race || atomics.byOther(thread);
    const bool unset = !cell.everWritten && access != Access::write;
    Past& past = access == Access::read ? cell.reads : (access == Access::write ? cell.writes : cell.atomics);
    past.note(epoch_, thread);
    if (access != Access::read) cell.everWritten = true;
    if (race) return AccessFault::race;
    return unset ? AccessFault::uninitialised : AccessFault::none;
  }

 private:
  static constexpr std::int32_t nobody = -1;
  static constexpr std::int32_t several = -2;

  /// Who did one thing in the last epoch in which somebody did.
  struct Past {
    std::uint32_t epoch = 0;
    std::int32_t who = nobody;
    [[nodiscard]] Past in(std::uint32_t now) const { return epoch == now ? *this : Past{}; }
    [[nodiscard]] bool byOther(int thread) const { return who != nobody && who != thread; }
    void note(std::uint32_t now, int thread) {
      who = epoch != now || who == thread ? thread : several;
      epoch = now;
    }
  };
  struct Cell {
    Past reads, writes, atomics;
    bool everWritten = false;
  };

  std::vector<Cell> cells_;
  std::uint32_t epoch_ = 1;
};

}  // namespace gradevault::simt
