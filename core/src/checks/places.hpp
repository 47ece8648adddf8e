#pragma once

#include <array>
#include <string>
#include <vector>

#include "gradevault/geometry.hpp"

namespace gradevault {

/// Marks the nine parts of the item (or the frame) that something was seen in, and names them for people.
class Places {
 public:
  /// `across` and `down` run from 0 to 1 over the item; values outside count as its border.
  void mark(double across, double down);
  /// "top left", "top", "top right", "left", "centre", … in reading order, each once.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::array<bool, 9> marked_{};
};

/// The names of a quad's corners, in its order: top left, top right, bottom right, bottom left.
[[nodiscard]] std::string cornerName(std::size_t corner);

}  // namespace gradevault
