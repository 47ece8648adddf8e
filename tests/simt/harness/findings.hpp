#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace gradevault::simt {

enum class FindingKind {
  sharedRace,           ///< two threads, one address, one of them a write, no barrier between
  sharedUninitialised,  ///< read before anybody wrote it
  sharedOutOfBounds,
  globalOutOfBounds,
  misaligned,        ///< several elements at once from where the device reads none
  divergentBarrier,  ///< threads of a block wait at different barriers, or some have ended
  endless,           ///< a block that does not come to an end
};

struct Finding {
  FindingKind kind;
  std::string text;  ///< for people: block, thread, place
};

/// What went wrong in a launch; the first few of each kind are kept, all are counted.
class Findings {
 public:
  void add(FindingKind kind, std::string text) {
    ++count_;
    const auto alike = std::ranges::count(kept_, kind, &Finding::kind);
    if (alike < mostOfAKind) kept_.push_back({kind, std::move(text)});
  }
  [[nodiscard]] bool none() const { return count_ == 0; }
  [[nodiscard]] bool has(FindingKind kind) const {
    return std::ranges::find(kept_, kind, &Finding::kind) != kept_.end();
  }
  [[nodiscard]] std::string text() const {
    std::string all = std::to_string(count_) + " findings";
    for (const Finding& finding : kept_) all += "\n  " + finding.text;
    return all;
  }

 private:
  static constexpr int mostOfAKind = 6;
  std::vector<Finding> kept_;
  std::size_t count_ = 0;
};

}  // namespace gradevault::simt
