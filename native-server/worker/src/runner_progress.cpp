#include "runner_progress.hpp"

#include <span>
#include <string>

namespace gradevault::worker {
namespace {

constexpr double pause = 0.25;  ///< s between two words on the same stage

}  // namespace

void RunnerProgress::update(Stage stage, std::int64_t done, std::int64_t total) {
  const double now = clock_.seconds();
  const bool next = stage_ != stage;
  if (next) {
    stage_ = stage;
    stageStart_ = now;
  }
  const bool last = total > 0 && done == total;
  if (!next && !last && now - told_ < pause) return;
  told_ = now;
  const double elapsed = now - stageStart_;
  const bool rated = stage == Stage::scan && done > 0 && elapsed > 0;
  tell(progressMessage(name(stage), done, total, rated ? static_cast<double>(done) / elapsed : 0));
}

void RunnerProgress::goldenFrame(const GoldenFrameFound& frame) {
  tell(goldenFrameMessage(frame));
}

void RunnerProgress::check(const Check& check) {
  tell(checkMessage(check));
}

void RunnerProgress::tell(const RunnerMessage& message) {
  const std::string text = toText(message);
  (void)channel_.send(std::as_bytes(std::span(text)));
}

}  // namespace gradevault::worker
