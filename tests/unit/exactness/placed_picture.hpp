#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "fenced_memory.hpp"
#include "gradevault/image.hpp"

namespace gradevault::testing {

/// How a picture lies in memory.
struct Placement {
  std::string_view name;
  int padding = 0;             ///< px right of each row
  std::uint8_t sentinel = 0;   ///< what lies there
  bool beginsAtFence = false;  ///< else its last row ends at one
};

/// Rows one behind the other and far apart, with two different sentinels; a page that nobody may touch lies
/// right behind the last pixel or right before the first.
inline constexpr std::array<Placement, 4> placements{
    {{.name = "tight, ends at a fence"},
     {.name = "tight, begins at a fence", .beginsAtFence = true},
     {.name = "padded with 0", .padding = 37},
     {.name = "padded with 255", .padding = 37, .sentinel = 255}}};

/// A copy of a picture that lies as a placement says.
class PlacedPicture {
 public:
  PlacedPicture(const GrayImage& picture, const Placement& placement)
      : memory_(bytesFor(picture.size(), placement.padding), placement.beginsAtFence), placement_(placement) {
    const std::ptrdiff_t stride = picture.width() + placement.padding;
    view_ = {memory_.data(), picture.width(), picture.height(), stride};
    for (std::size_t i = 0; i < memory_.size(); ++i) memory_.data()[i] = placement.sentinel;
    for (int y = 0; y < picture.height(); ++y) {
      for (int x = 0; x < picture.width(); ++x) view_.at(x, y) = picture.at(x, y);
    }
    before_.assign(memory_.data(), memory_.data() + memory_.size());
  }
  [[nodiscard]] GrayView view() const { return view_; }
  /// Whether pixels and padding are what they were.
  [[nodiscard]] bool untouched() const { return std::equal(before_.begin(), before_.end(), memory_.data()); }

 private:
  /// The last row has no padding: its last pixel is the last byte.
  static std::size_t bytesFor(Size size, int padding) {
    return static_cast<std::size_t>(size.width + padding) * static_cast<std::size_t>(size.height) -
           static_cast<std::size_t>(padding);
  }

  FencedMemory memory_;
  Placement placement_;
  ImageView<std::uint8_t> view_;
  std::vector<std::uint8_t> before_;
};

}  // namespace gradevault::testing
