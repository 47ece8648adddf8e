#pragma once

#include <algorithm>
#include <cstdint>
#include <opencv2/core.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>

#include "item.hpp"

namespace gradevault::film {

/// The caller asked for something that cannot be filmed: exit code 2.
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A file, an encoder or the disk is not as needed: exit code 4.
class EnvironmentError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class Fault { dark, glaring, shaking, blurred, cropped, tilted };
enum class DamageKind { crease, corner, edge, scratch, stain, tear };
enum class Table { plain, textured };
/// How YCbCr was made of RGB: BT.709 for video, BT.601 for motion JPEG.
enum class ColourMatrix { bt601, bt709 };

/// What is filmed and how. Two equal options give equal frames, bit for bit, on one machine.
struct FilmOptions {
  std::uint64_t seed = 1;
  cv::Size size{1280, 720};  ///< Of the upright frame; even, 64 … 4096 each way.
  double fps = 30;           ///< 1 … 240
  double seconds = 6;        ///< 0.1 … 600
  ItemKind item = ItemKind::comic;
  Side side = Side::front;
  Table table = Table::plain;
  std::string picture;  ///< An image file to film in place of drawn artwork; empty: draw.
  std::set<Fault> faults;
  std::set<DamageKind> damage;
  std::optional<cv::Point2d>
      translate;  ///< px a frame: a pure translation, without blur, light or exposure changes.
  bool fullRange = false;
  int bitDepth = 8;  ///< 8 or 10
  ColourMatrix matrix = ColourMatrix::bt709;

  bool has(Fault fault) const { return faults.count(fault) != 0; }
  int frameCount() const { return std::max(1, cvRound(seconds * fps)); }
};

/// @throw UsageError with one line that names the option and its range.
void validate(const FilmOptions& options);

const char* nameOf(Fault fault);
const char* nameOf(DamageKind kind);
const char* nameOf(ItemKind kind);
const char* nameOf(Side side);
const char* nameOf(Table table);

}  // namespace gradevault::film
