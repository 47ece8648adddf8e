#pragma once


#include "gradevault/clock.hpp"
#include "gradevault/progress.hpp"

namespace gradevault::cli {

/// The machine's steady clock.
class SteadyClock final : public Clock {
 public:
  [[nodiscard]] double seconds() const noexcept override;
};

/// Progress on stderr: a bar with frames a second and the time left on a terminal, a plain line a stage (and one every
/// few seconds) when piped. Ctrl-C cancels.
class ProgressBar final : public Progress {
 public:
  ProgressBar(const Clock& clock, bool terminal);
  ~ProgressBar() override;
  void update(Stage stage, std::int64_t done, std::int64_t total) override;
  [[nodiscard]] bool cancelled() const noexcept override;

 private:
  void draw(std::int64_t done, std::int64_t total, double elapsed);
  void clearLine();

  const Clock& clock_;
  bool terminal_;
  bool lineIsOpen_ = false;
  bool started_ = false;
  Stage stage_ = Stage::open;
  double stageStart_ = 0;
  double lastShown_ = 0;
};

}  // namespace gradevault::cli
