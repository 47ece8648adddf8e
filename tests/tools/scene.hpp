#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "film_options.hpp"
#include "item.hpp"
#include "lamp.hpp"
#include "random.hpp"
#include "surface.hpp"

namespace gradevault::film {

/// Table, shadow and item in one flat picture, ready to be projected: filming a plane takes one warp a frame.
/// Stored as full-range YCbCr, chroma at half size.
class Scene {
 public:
  /// @param planeArea what the camera will see, in plane mm.
  /// @param pxPerMm scale of the picture, > 0.
  Scene(const FilmOptions& options, const Item& item, const Surface& surface, cv::Rect2d planeArea,
        double pxPerMm, const cv::Vec3d& lamp, const cv::Vec3d& eye, Random& random);

  /// Sets the brightness of creases and scratches for this lamp and eye (plane mm).
  void light(const Lamp& lamp, const cv::Vec3d& lampAt, const cv::Vec3d& eye);

  const cv::Mat& luma() const { return luma_; }      ///< CV_8UC1
  const cv::Mat& chroma() const { return chroma_; }  ///< CV_8UC2: Cb, Cr

  /// Homographies from plane mm to px of luma() and chroma().
  cv::Matx33d lumaFromPlane() const;
  cv::Matx33d chromaFromPlane() const;

 private:
  struct SlopedTexel {
    cv::Point place;
    std::uint8_t unlit = 0;
    cv::Point2d plane;
    cv::Vec2d slope;
    double share = 1;  ///< Of the px that is sloped.
  };

  void split(const cv::Mat& bgr, ColourMatrix matrix);
  void findSlopes(const Surface& surface, cv::Rect itemPx);

  cv::Mat luma_;
  cv::Mat chroma_;
  std::vector<SlopedTexel> sloped_;
  cv::Point2d origin_;  ///< Plane mm at the outer corner of the top left px.
  cv::Point2d scale_;   ///< px per mm
};

}  // namespace gradevault::film
