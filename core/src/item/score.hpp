#pragma once

#include <array>
#include <string_view>

#include "evidence.hpp"

namespace gradevault::item {

/// The numbers that the score weighs, in the order of `featureNames`; each about −1 … 1.
inline constexpr std::array<std::string_view, 18> featureNames{
    "support mean", "support least", "gap most",    "step mean",   "step least",  "calm mean",
    "calm least",   "outColour mean", "outColour most", "colour change mean", "outBarrier mean", "outBarrier most",
    "barrier change mean", "overrun mean", "share", "off centre", "fill", "spill"};
using Features = std::array<double, featureNames.size()>;

[[nodiscard]] Features featuresOf(const QuadEvidence& evidence) noexcept;

/// 0 … 1: how likely the quad is the item's outline; a logistic regression over the features. How its weights were
/// found: docs/decisions/0020-item-quad.md.
[[nodiscard]] double scoreOf(const QuadEvidence& evidence) noexcept;

}  // namespace gradevault::item
