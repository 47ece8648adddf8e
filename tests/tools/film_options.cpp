#include "film_options.hpp"

namespace gradevault::film {

void validate(const FilmOptions& options) {
  const auto even = [](int length) { return length >= 64 && length <= 4096 && length % 2 == 0; };
  if (!even(options.size.width) || !even(options.size.height)) {
    throw UsageError("--size must be WxH with even numbers from 64 to 4096");
  }
  if (!(options.fps >= 1 && options.fps <= 240)) throw UsageError("--fps must be from 1 to 240");
  if (!(options.seconds >= 0.1 && options.seconds <= 600))
    throw UsageError("--seconds must be from 0.1 to 600");
  if (options.bitDepth != 8 && options.bitDepth != 10) throw UsageError("--bit-depth must be 8 or 10");
  if (options.translate && !options.faults.empty()) throw UsageError("--translate films without faults");
}

const char* nameOf(Fault fault) {
  switch (fault) {
    case Fault::dark:
      return "dark";
    case Fault::glaring:
      return "glaring";
    case Fault::shaking:
      return "shaking";
    case Fault::blurred:
      return "blurred";
    case Fault::cropped:
      return "cropped";
    case Fault::tilted:
      return "tilted";
  }
  return "";
}

const char* nameOf(DamageKind kind) {
  switch (kind) {
    case DamageKind::crease:
      return "crease";
    case DamageKind::corner:
      return "corner";
    case DamageKind::edge:
      return "edge";
    case DamageKind::scratch:
      return "scratch";
    case DamageKind::stain:
      return "stain";
    case DamageKind::tear:
      return "tear";
  }
  return "";
}

const char* nameOf(ItemKind kind) {
  switch (kind) {
    case ItemKind::comic:
      return "comic";
    case ItemKind::card:
      return "card";
    case ItemKind::toy:
      return "toy";
  }
  return "";
}

const char* nameOf(Side side) {
  return side == Side::front ? "front" : "back";
}

const char* nameOf(Table table) {
  return table == Table::plain ? "plain" : "textured";
}

}  // namespace gradevault::film
