#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "implementations.hpp"
#include "moved_clock.hpp"

namespace gradevault::jobs::test {

/// A folder that goes with the test.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

inline constexpr Milliseconds lease = 60'000;
[[nodiscard]] JobRequest aRequest();
/// For any tier.
[[nodiscard]] ClaimRequest aClaim(Lane lane = Lane::cpu);
[[nodiscard]] Outcome anOutcome();
[[nodiscard]] inline Lease leaseOf(const Job& job) {
  return {job.id, job.token};
}

/// A new store with small budgets and a clock that the test moves.
class StoreTest : public ::testing::TestWithParam<Implementation> {
 protected:
  StoreTest();
  void SetUp() override { open(); }
  /// Opens the store again, with `settings` as they are now.
  void open();

  [[nodiscard]] JobTable& jobs() { return store->jobs(); }
  /// Submits and expects it to be accepted.
  Job submit(const JobRequest& request = aRequest());
  /// Claims for the cpu lane, any tier; fails the test when there is nothing.
  Job claim(const std::string& worker = "w1");
  /// Claims for the cpu lane, any tier; nothing is an answer.
  std::optional<Job> tryClaim(const ClaimRequest& request = aClaim());
  Job find(const std::string& id);
  std::vector<Event> events(const std::string& id);
  std::vector<std::string> eventTypes(const std::string& id);
  /// Submits a job and takes it to that state.
  Job jobIn(JobState state, const JobRequest& request = aRequest());

  ScratchFolder folder;
  MovedClock clock;
  StoreSettings settings;
  std::unique_ptr<Store> store;
};

}  // namespace gradevault::jobs::test
