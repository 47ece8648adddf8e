#include "feedback/evidence.hpp"

namespace gradevault::feedback {

void Evidence::fade(double decay) noexcept {
  sum_ *= decay;
  known_ *= decay;
}

void Evidence::add(double value, double weight) noexcept {
  sum_ += value * weight;
  known_ += weight;
}

double Evidence::mean(double leastKnown) const noexcept {
  return known_ > 0 && known_ >= leastKnown ? sum_ / known_ : 0;
}

}  // namespace gradevault::feedback
