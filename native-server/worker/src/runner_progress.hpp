#pragma once

#include <optional>

#include "gradevault/clock.hpp"
#include "gradevault/process/channel.hpp"
#include "gradevault/progress.hpp"
#include "runner_message.hpp"

namespace gradevault::worker {

/// Tells the worker how a job goes, a few times a second at most. Whatever the worker says meanwhile, or its
/// end, cancels.
class RunnerProgress final : public Progress {
 public:
  RunnerProgress(process::Channel& channel, const Clock& clock) : channel_(channel), clock_(clock) {}

  void update(Stage stage, std::int64_t done, std::int64_t total) override;
  void goldenFrame(const GoldenFrameFound& frame) override;
  void check(const Check& check) override;
  [[nodiscard]] bool cancelled() const noexcept override { return !channel_.isQuiet(); }

 private:
  /// News that the socket has no room for are dropped: a listener can do without, an analysis cannot wait.
  void tell(const RunnerMessage& message);

  process::Channel& channel_;
  const Clock& clock_;
  std::optional<Stage> stage_;
  double stageStart_ = 0;
  double told_ = 0;
};

}  // namespace gradevault::worker
