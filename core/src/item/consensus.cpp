#include "consensus.hpp"

#include <limits>

#include "score.hpp"

namespace gradevault::item {
namespace {

/// Full agreement with the other frames is worth this much in log-odds: it decides between candidates that
/// are both credible, and does not make an incredible one so.
constexpr double agreementWeight = 4;

/// A score in log-odds. Over 4 (0.98) its differences say less than its figures claim: there they count a
/// third.
double weightOf(double score) {
  const double odds = logOdds(score);
  return odds > 4 ? 4 + (odds - 4) / 3 : odds;
}

using Choice = std::vector<std::optional<std::size_t>>;

class Joint {
 public:
  Joint(std::span<const std::vector<Candidate>> candidates, std::span<const std::vector<Look>> looks)
      : candidates_(candidates), looks_(looks) {}

  /// What candidate `c` of frame `f` adds to a choice of the other frames.
  [[nodiscard]] double value(const Choice& choice, std::size_t f, std::size_t c) const {
    double agreed = 0;
    int others = 0;
    for (std::size_t g = 0; g < choice.size(); ++g) {
      if (g == f || !choice[g]) continue;
      agreed += agreement(looks_[f][c], looks_[g][*choice[g]]);
      ++others;
    }
    return weightOf(candidates_[f][c].score) + (others > 0 ? agreementWeight * agreed / others : 0);
  }

  /// Sets each frame but `fixed` to what fits the others best; false when nothing changed.
  bool improve(Choice& choice, std::optional<std::size_t> fixed) const {
    bool changed = false;
    for (std::size_t f = 0; f < choice.size(); ++f) {
      if (fixed == f || candidates_[f].empty()) continue;
      std::size_t best = 0;
      for (std::size_t c = 1; c < candidates_[f].size(); ++c) {
        if (value(choice, f, c) > value(choice, f, best)) best = c;
      }
      if (choice[f] != best) {
        choice[f] = best;
        changed = true;
      }
    }
    return changed;
  }

  [[nodiscard]] double total(const Choice& choice) const {
    double sum = 0;
    for (std::size_t f = 0; f < choice.size(); ++f) {
      if (choice[f]) sum += value(choice, f, *choice[f]);
    }
    return sum;
  }

 private:
  std::span<const std::vector<Candidate>> candidates_;
  std::span<const std::vector<Look>> looks_;
};

}  // namespace

Choice chooseTogether(std::span<const std::vector<Candidate>> candidates,
                      std::span<const std::vector<Look>> looks) {
  const Joint joint(candidates, looks);
  Choice best(candidates.size());
  double bestTotal = -std::numeric_limits<double>::infinity();
  for (std::size_t f = 0; f < candidates.size(); ++f) {
    for (std::size_t c = 0; c < candidates[f].size(); ++c) {
      Choice choice(candidates.size());
      choice[f] = c;
      (void)joint.improve(choice, f);
      for (int round = 0; round < 4 && joint.improve(choice, std::nullopt); ++round) {
      }
      const double total = joint.total(choice);
      if (total > bestTotal) {
        bestTotal = total;
        best = choice;
      }
    }
  }
  return best;
}

}  // namespace gradevault::item
