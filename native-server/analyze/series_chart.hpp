#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gradevault::analyze {

/// One value a frame as an inline SVG curve from 0 to the greatest value, gaps where values are absent, a line at every
/// frame of `marked`. Two thousand points at most are drawn; a longer series shows each stretch's greatest value.
[[nodiscard]] std::string seriesChart(const std::vector<std::optional<double>>& values, std::span<const int> marked);

}  // namespace gradevault::analyze
