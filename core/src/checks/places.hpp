#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/geometry.hpp"

namespace gradevault {

/// Which of the nine parts of the item (or the frame) a point is in, 0 … 8 in reading order. `across` and
/// `down` run from 0 to 1 over the item; values outside count as its border.
[[nodiscard]] std::size_t partAt(double across, double down) noexcept;

/// "top left", "top", "top right", "left", "centre", … Precondition: `part` < 9.
[[nodiscard]] std::string_view partName(std::size_t part) noexcept;

/// Marks the nine parts of the item (or the frame) that something was seen in, and names them for people.
class Places {
 public:
  /// As for `partAt`.
  void mark(double across, double down);
  /// "top left", "top", "top right", "left", "centre", … in reading order, each once.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::array<bool, 9> marked_{};
};

/// The names of a quad's corners, in its order: top left, top right, bottom right, bottom left.
[[nodiscard]] std::string cornerName(std::size_t corner);

}  // namespace gradevault
