#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "gradevault/feedback.hpp"

namespace gradevault::feedback {

inline constexpr std::size_t hintCount = 10;
inline constexpr std::size_t partCount = 9;
[[nodiscard]] constexpr std::size_t indexOf(Hint hint) noexcept {
  return static_cast<std::size_t>(hint);
}

/// What one frame says of every hint; absent where it cannot tell.
struct FrameSigns {
  std::array<std::optional<bool>, hintCount> says;
  std::array<std::array<bool, partCount>, hintCount>
      parts{};  ///< of the item or the frame that a hint is about

  [[nodiscard]] std::optional<bool>& of(Hint hint) noexcept { return says[indexOf(hint)]; }
  void point(Hint hint, std::size_t part) noexcept { parts[indexOf(hint)][part] = true; }
};

/// By the checks' limits (gradevault/checks.hpp); hints in `counting` ask for `slack` more than the limit.
/// - without a sample (a lost frame): nothing;
/// - too dark: says so, and nothing about a missing quad;
/// - moving: nothing about focus;
/// - burnt-out pixels that are a reflection on the item are glare; less light is asked for where they are
/// not, or where
///   there are so many that the check of the exposure fails;
/// - good: true where a quad and a motion are known and no other hint says yes.
[[nodiscard]] FrameSigns readSigns(const LiveObservation& observation, const Options& options,
                                   const std::array<bool, hintCount>& counting, double slack);

}  // namespace gradevault::feedback
