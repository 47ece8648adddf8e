#include "block_run.hpp"

#include <algorithm>

namespace gradevault::simt {
namespace {

/// Rounds without a barrier after which a block counts as endless: a thread spins on something that never
/// comes.
constexpr int mostRounds = 100000;

}  // namespace

BlockRun::BlockRun(int threads, std::size_t sharedBytes, Schedule schedule, Findings& findings)
    : states_(static_cast<std::size_t>(threads)),
      lines_(static_cast<std::size_t>(threads)),
      shared_(sharedBytes),
      shadow_(sharedBytes),
      schedule_(schedule),
      random_(schedule.seed),
      findings_(findings) {
  for (int i = 0; i < threads; ++i) fibres_.push_back(std::make_unique<Fibre>());
}

void BlockRun::run(BlockIndex block, const std::function<void(int)>& body) {
  block_ = block;
  shadow_.reset();
  std::fill(shared_.begin(), shared_.end(), std::byte{0xCD});
  for (std::size_t i = 0; i < fibres_.size(); ++i) {
    states_[i] = State::ready;
    fibres_[i]->start([&body, i] { body(static_cast<int>(i)); });
  }
  do {
    runReadyThreads();
  } while (passBarrier());
  // Threads that wait for ever are left where they are; their fibres begin anew with the next block.
}

void BlockRun::runReadyThreads() {
  for (int round = 0; round < mostRounds; ++round) {
    const std::vector<int> ready = readyInOrder();
    if (ready.empty()) return;
    for (const int thread : ready) {
      const auto i = static_cast<std::size_t>(thread);
      fibres_[i]->resume();
      if (fibres_[i]->finished()) states_[i] = State::ended;
    }
  }
  report(FindingKind::endless, 0, "the threads of the block neither end nor reach a barrier");
  std::fill(states_.begin(), states_.end(), State::ended);
}

/// True when all threads wait at one barrier, and go on; false when all have ended, or never will.
bool BlockRun::passBarrier() {
  const auto waiting = std::count(states_.begin(), states_.end(), State::atBarrier);
  if (waiting == 0) return false;
  const int line = *std::max_element(lines_.begin(), lines_.end());
  for (std::size_t i = 0; i < states_.size(); ++i) {
    if (states_[i] == State::atBarrier && lines_[i] == line) continue;
    report(FindingKind::divergentBarrier, static_cast<int>(i),
           states_[i] == State::ended
               ? "has ended while others wait at the barrier of line " + std::to_string(line)
               : "waits at the barrier of line " + std::to_string(lines_[i]) + ", others at line " +
                     std::to_string(line));
    return false;
  }
  shadow_.barrier();
  std::fill(states_.begin(), states_.end(), State::ready);
  std::fill(lines_.begin(), lines_.end(), 0);
  return true;
}

std::vector<int> BlockRun::readyInOrder() {
  std::vector<int> ready;
  for (std::size_t i = 0; i < states_.size(); ++i) {
    if (states_[i] == State::ready) ready.push_back(static_cast<int>(i));
  }
  if (schedule_.order == Schedule::Order::descending) std::reverse(ready.begin(), ready.end());
  if (schedule_.order == Schedule::Order::shuffled) std::shuffle(ready.begin(), ready.end(), random_);
  return ready;
}

void BlockRun::barrier(int thread, int line) {
  const auto i = static_cast<std::size_t>(thread);
  states_[i] = State::atBarrier;
  lines_[i] = line;
  fibres_[i]->pause();
}

void BlockRun::maybeYield(int thread) {
  if (schedule_.order != Schedule::Order::shuffled || random_() % 8 != 0) return;
  fibres_[static_cast<std::size_t>(thread)]->pause();
}

bool BlockRun::sharedAccess(int thread, const void* address, int i, int count, Access access) {
  if (i < 0 || i >= count) {
    report(FindingKind::sharedOutOfBounds, thread,
           "shared element " + std::to_string(i) + " of " + std::to_string(count));
    return false;
  }
  const auto offset = static_cast<std::size_t>(static_cast<const std::byte*>(address) - shared_.data());
  const char* verb = access == Access::read ? "reads" : (access == Access::write ? "writes" : "updates");
  switch (shadow_.touch(offset, thread, access)) {
    case AccessFault::none:
      break;
    case AccessFault::race:
      report(FindingKind::sharedRace, thread,
             std::string(verb) + " shared byte " + std::to_string(offset) +
                 " that another thread touched since the last barrier");
      break;
    case AccessFault::uninitialised:
      report(FindingKind::sharedUninitialised, thread,
             std::string(verb) + " shared byte " + std::to_string(offset) + " that nobody has written");
      break;
  }
  return true;
}

void BlockRun::report(FindingKind kind, int thread, const std::string& what) {
  findings_.add(kind, "block (" + std::to_string(block_.x) + ", " + std::to_string(block_.y) + ", " +
                          std::to_string(block_.z) + ") thread " + std::to_string(thread) + ": " + what);
}

}  // namespace gradevault::simt
