#pragma once

namespace gradevault::feedback {

/// Mean of what was said lately, in which the past fades with time: each value counts by the time that it
/// stands for, times e^(−age / window). Frames that say nothing leave the mean and take from what is known.
class Evidence {
 public:
  /// Everything so far grows older: `decay` = e^(−time gone by / window).
  void fade(double decay) noexcept;
  /// `weight`: 1 − e^(−time that the value stands for / window); `value` 0 … 1.
  void add(double value, double weight) noexcept;
  /// How much of the window something was said in, 0 … 1.
  [[nodiscard]] double known() const noexcept { return known_; }
  /// The mean, 0 … 1; 0 while less than `leastKnown` of the window is known.
  [[nodiscard]] double mean(double leastKnown) const noexcept;

 private:
  double sum_ = 0;
  double known_ = 0;
};

}  // namespace gradevault::feedback
