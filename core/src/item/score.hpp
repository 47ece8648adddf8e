#pragma once

#include <array>
#include <string_view>

#include "evidence.hpp"

namespace gradevault::item {

/// The numbers that the score weighs; each about −1 … 1. "least" and "most" are over the sides inside the
/// frame.
inline constexpr std::array<std::string_view, 15> featureNames{
    "support mean", "support least",  "gap most",     "step least", "calm mean",
    "calm least",   "outColour most", "overrun mean", "crisp mean", "crisp least",
    "off centre",   "unseen",         "bare",         "rival mean", "rival most"};
using Features = std::array<double, featureNames.size()>;

[[nodiscard]] Features featuresOf(const QuadEvidence& evidence) noexcept;

/// 0 … 1: how likely the quad is the item's outline; a logistic regression over the features. How its weights
/// were found: docs/decisions/0020-item-quad.md.
[[nodiscard]] double scoreOf(const QuadEvidence& evidence) noexcept;

/// ln(score / (1 − score)), the score kept within 1e-6 … 1 − 1e-6.
[[nodiscard]] double logOdds(double score) noexcept;
[[nodiscard]] double fromLogOdds(double odds) noexcept;

}  // namespace gradevault::item
