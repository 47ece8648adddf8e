#pragma once

#include <opencv2/core.hpp>

namespace gradevault::film {

enum class ItemKind { comic, card, toy };
enum class Side { front, back };

/// The flat thing that is filmed. Plane coordinates are in mm, origin at the item's centre, x to its right
/// and y to its bottom.
struct Item {
  ItemKind kind = ItemKind::comic;
  Side side = Side::front;
  double widthMm = 0;
  double heightMm = 0;
  double thicknessMm = 0;  ///< What shows of the edge where the camera looks at it from aslant.
  double cornerRadiusMm =
      0;               ///< Rounded corners; the quad's corners are where the straight sides would meet.
  double pxPerMm = 0;  ///< Of the flat picture.

  cv::Size flatSize() const { return {cvRound(widthMm * pxPerMm), cvRound(heightMm * pxPerMm)}; }
};

}  // namespace gradevault::film
