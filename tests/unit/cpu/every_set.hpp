#pragma once

#include <gtest/gtest.h>

#include <cctype>
#include <string>
#include <vector>

#include "kernels.hpp"
#include "pictures/pictures.hpp"

namespace gradevault::testing {

/// A test that runs with the kernels of every instruction set that this machine has.
class EveryInstructionSet : public ::testing::TestWithParam<const cpu::Kernels*> {
 protected:
  const cpu::Kernels& kernels() const { return *GetParam(); }
};

inline std::string instructionSetName(const ::testing::TestParamInfo<const cpu::Kernels*>& test) {
  std::string name(test.param->isa);
  std::erase_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; });
  return name;
}

/// The awkward sizes and one that is several vectors, words and blocks of columns wide, but not a whole number of any.
inline std::vector<Size> sizesForKernels() {
  std::vector<Size> sizes(awkwardSizes.begin(), awkwardSizes.end());
  sizes.insert(sizes.end(), {{2, 2}, {64, 5}, {5, 130}, {4321, 7}});
  return sizes;
}

/// What the kernels are held to: noise of several seeds, of few values (ties), plain, waves.
inline std::vector<GrayImage> picturesOf(Size size) {
  std::vector<GrayImage> pictures{noise(size, 61), noise(size, 62), waves(size), constant(size, 0), constant(size, 255)};
  GrayImage steps = noise(size, 63);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) steps.at(x, y) = static_cast<std::uint8_t>(steps.at(x, y) / 86 * 40);
  }
  pictures.push_back(std::move(steps));
  return pictures;
}

/// A picture to write to, inside a larger one that says whether anybody wrote beside it.
template <class T>
class Guarded {
 public:
  explicit Guarded(Size size) : size_(size), around_(size.width + 2 * gap, size.height + 2) {
    for (int y = 0; y < around_.height(); ++y) {
      for (int x = 0; x < around_.width(); ++x) around_.at(x, y) = sentinel;
    }
  }
  [[nodiscard]] ImageView<T> view() { return around_.view().cropped({gap, 1, size_.width, size_.height}); }
  [[nodiscard]] Image<T> copy() { return Image<T>(view()); }
  [[nodiscard]] bool untouchedOutside() const {
    for (int y = 0; y < around_.height(); ++y) {
      for (int x = 0; x < around_.width(); ++x) {
        const bool inside = y >= 1 && y <= size_.height && x >= gap && x < gap + size_.width;
        if (!inside && around_.at(x, y) != sentinel) return false;
      }
    }
    return true;
  }

 private:
  static constexpr int gap = 70;  // more than the widest vector
  static constexpr T sentinel = 0x5A;
  Size size_;
  Image<T> around_;
};

}  // namespace gradevault::testing
