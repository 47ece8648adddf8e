#include "gradevault/overlay.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace gradevault {
namespace {

using Colour = std::array<int, 3>;

constexpr Colour yellow{255, 221, 0};
constexpr Colour red{230, 30, 30};
constexpr Colour blue{40, 90, 255};

// Half the picture, half the colour: the print stays readable underneath.
void lay(const GrayImage& mask, Colour colour, RgbImage& picture) {
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      if (mask.at(x, y) == 0) continue;
      for (int channel = 0; channel < 3; ++channel) {
        auto& value = picture.at(x, y, channel);
        value = static_cast<std::uint8_t>((value + colour[static_cast<std::size_t>(channel)] + 1) / 2);
      }
    }
  }
}

struct Stop {
  int at;
  Colour colour;
};
constexpr std::array<Stop, 5> heat{{{0, {8, 8, 72}},
                                    {96, {120, 20, 130}},
                                    {160, {220, 30, 30}},
                                    {216, {255, 170, 60}},
                                    {255, {255, 255, 255}}}};

Colour heatColour(int value) {
  std::size_t upper = 1;
  while (heat[upper].at < value) ++upper;
  const Stop& from = heat[upper - 1];
  const Stop& to = heat[upper];
  Colour colour{};
  for (std::size_t channel = 0; channel < 3; ++channel) {
    colour[channel] = from.colour[channel] +
                      (to.colour[channel] - from.colour[channel]) * (value - from.at) / (to.at - from.at);
  }
  return colour;
}

}  // namespace

RgbImage heatmapColors(GrayView map) {
  RgbImage picture(map.width(), map.height(), 3);
  for (int y = 0; y < map.height(); ++y) {
    for (int x = 0; x < map.width(); ++x) {
      const Colour colour = heatColour(map.at(x, y));
      for (int channel = 0; channel < 3; ++channel) {
        picture.at(x, y, channel) = static_cast<std::uint8_t>(colour[static_cast<std::size_t>(channel)]);
      }
    }
  }
  return picture;
}

RgbImage classOverlay(RgbView rgb, const DamageClasses& classes) {
  RgbImage picture(rgb);
  lay(classes.wear, blue, picture);
  lay(classes.structural, red, picture);
  lay(classes.stain, yellow, picture);
  return picture;
}

RgbImage maskOverlay(RgbView rgb, GrayView mask) {
  RgbImage picture(rgb);
  lay(GrayImage(mask), red, picture);
  return picture;
}

}  // namespace gradevault
