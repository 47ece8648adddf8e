#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "batch_reader.hpp"
#include "engine_team.hpp"
#include "relayed_scanner.hpp"

namespace gradevault::analyze {

/// Consecutive frames of a capture on their way through one scanner.
struct ScanRun {
  std::size_t number = 0;  ///< counted from 0
  Batch batch;
  ScanJob job;  ///< looks at the batch
  std::optional<media::LumaFrame>
      before;                    ///< the frame before the first one; absent for the capture's first run
  std::vector<FrameScan> scans;  ///< one for each of the job's frames, once scanned
};

/// Scans a capture's runs with all members of a team at once, a thread and a scanner for each. A run goes to
/// the first that is free, and each scanner that has not scanned the frame before a run gets that one first,
/// so no motion is missing. A member whose engine fails finishes its run with the engine that takes over, and
/// then stays out, unless it is the last.
class ScanLanes {
 public:
  /// Makes the scanners. Everything must outlive this.
  ScanLanes(EngineTeam& team, Size size, const Options& options, const Services& services);
  ~ScanLanes();
  ScanLanes(const ScanLanes&) = delete;
  ScanLanes& operator=(const ScanLanes&) = delete;

  /// Once, first. Errors: no scanner can be made.
  [[nodiscard]] Status start();
  /// The most that one of the scanners likes in a run. After `start`.
  [[nodiscard]] int framesARun() const noexcept { return framesARun_; }

  /// Hands a run over; waits until one of the scanners is about to be free. Errors: those of a scanner that
  /// nobody could relieve, of the earliest run.
  [[nodiscard]] Status submit(ScanRun run);
  /// The runs that are done by now and were not taken yet, in no particular order.
  [[nodiscard]] std::vector<ScanRun> takeDone();
  /// Waits until all runs are done. Errors: as `submit`.
  [[nodiscard]] Status finish();

 private:
  struct Lane {
    RelayedScanner scanner;
    std::optional<std::size_t> last;  ///< number of the run that its scanner scanned last
    Status prepared;
  };
  void work(std::size_t lane);
  [[nodiscard]] Status scan(std::size_t lane, ScanRun& run);
  [[nodiscard]] bool idle() const noexcept { return waiting_.empty() && atWork_ == 0; }
  [[nodiscard]] Status status() const;

  EngineTeam& team_;
  std::deque<Lane> lanes_;
  int framesARun_ = 1;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<ScanRun> waiting_;
  std::vector<ScanRun> done_;
  int atWork_ = 0;
  int active_ = 0;  ///< lanes that take runs
  bool stopping_ = false;
  std::optional<Error> error_;
  std::size_t errorRun_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace gradevault::analyze
