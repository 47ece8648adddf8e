#include "checks/places.hpp"

#include <algorithm>

namespace gradevault {
namespace {

constexpr std::array<std::string_view, 9> placeNames{
    "top left", "top", "top right", "left", "centre", "right", "bottom left", "bottom", "bottom right"};

std::size_t third(double share) noexcept {
  if (!(share >= 1.0 / 3.0)) return 0;
  return share < 2.0 / 3.0 ? 1 : 2;
}

}  // namespace

std::size_t partAt(double across, double down) noexcept {
  return 3 * third(down) + third(across);
}

std::string_view partName(std::size_t part) noexcept {
  return placeNames[part];
}

void Places::mark(double across, double down) {
  marked_[partAt(across, down)] = true;
}

std::vector<std::string> Places::names() const {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < marked_.size(); ++i) {
    if (marked_[i]) result.emplace_back(placeNames[i]);
  }
  return result;
}

std::string cornerName(std::size_t corner) {
  constexpr std::array<std::size_t, 4> order{0, 2, 8, 6};
  return std::string(placeNames[order[corner % 4]]);
}

}  // namespace gradevault
