#include "progress_bar.hpp"

#include <chrono>
#include <cstdio>
#include <string>

#include "interrupt.hpp"

namespace gradevault::cli {
namespace {

constexpr double redrawEvery = 0.1;  ///< s, on a terminal
constexpr double lineEvery = 5;      ///< s, when piped
constexpr int barWidth = 30;

const char* words(Stage stage) {
  switch (stage) {
    case Stage::open: return "opening";
    case Stage::scan: return "scanning";
    case Stage::select: return "selecting";
    case Stage::decode_golden: return "golden frames";
    case Stage::rectify: return "rectifying";
    case Stage::align: return "aligning";
    case Stage::defects: return "defects";
    case Stage::write: return "writing";
  }
  return "";
}

std::string duration(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  char text[32];
  std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  return text;
}

}  // namespace

double SteadyClock::seconds() const noexcept {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

ProgressBar::ProgressBar(const Clock& clock, bool terminal) : clock_(clock), terminal_(terminal) {}

ProgressBar::~ProgressBar() { clearLine(); }

bool ProgressBar::cancelled() const noexcept { return wasInterrupted(); }

void ProgressBar::update(Stage stage, std::int64_t done, std::int64_t total) {
  if (stage == Stage::open) return;  // what cannot be opened gets one line, the complaint
  const double now = clock_.seconds();
  const bool newStage = !started_ || stage != stage_;
  if (newStage) {
    started_ = true;
    stage_ = stage;
    stageStart_ = now;
  }
  const bool last = total > 0 && done == total;
  const double pause = terminal_ ? redrawEvery : lineEvery;
  const bool worthALine = newStage || (last && stage == Stage::scan) || now - lastShown_ >= pause;
  if (!worthALine) return;
  lastShown_ = now;
  draw(done, total, now - stageStart_);
}

void ProgressBar::draw(std::int64_t done, std::int64_t total, double elapsed) {
  std::string line = words(stage_);
  if (stage_ == Stage::scan && done > 0) {
    const double rate = elapsed > 0 ? static_cast<double>(done) / elapsed : 0;
    char numbers[96];
    std::snprintf(numbers, sizeof numbers, "  %lld%s%s frames  %.1f frames/s", static_cast<long long>(done),
                  total > 0 ? "/" : "", total > 0 ? std::to_string(total).c_str() : "", rate);
    line += numbers;
    if (total > done && rate > 0) line += "  " + duration(static_cast<double>(total - done) / rate) + " left";
  }
  if (!terminal_) {
    std::fprintf(stderr, "%s\n", line.c_str());
    return;
  }
  std::string bar;
  if (total > 0) {
    const auto filled = static_cast<std::size_t>(barWidth * (done < total ? done : total) / total);
    bar = '[' + std::string(filled, '#') + std::string(barWidth - filled, ' ') + "] ";
  }
  std::fprintf(stderr, "\r\x1b[K%s%s", bar.c_str(), line.c_str());
  std::fflush(stderr);
  lineIsOpen_ = true;
}

void ProgressBar::clearLine() {
  if (lineIsOpen_) std::fputs("\r\x1b[K", stderr);
  lineIsOpen_ = false;
}

}  // namespace gradevault::cli
