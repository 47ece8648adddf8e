// The quick look at live pictures, on filmed frames whose quad is known.
#include <gtest/gtest.h>

#include <utility>

#include "film.hpp"
#include "gradevault/decoded_picture.hpp"
#include "gradevault/item.hpp"

namespace gradevault::precheck {
namespace {

struct Glanced {
  ItemDetection seen;
  double overlap = 0;  ///< with the true quad
};

Glanced glance(const film::FilmOptions& options) {
  film::Film camera(options);
  film::FilmFrame frame;
  for (int i = 0; i < 4; ++i) camera.next(frame);
  DecodedPicture picture;
  picture.size = {frame.luma.cols, frame.luma.rows};
  const cv::Mat* planes[] = {&frame.luma, &frame.cb, &frame.cr};
  for (std::size_t i = 0; i < 3; ++i) {
    picture.planes[i] = reinterpret_cast<const std::byte*>(planes[i]->data);
    picture.strides[i] = static_cast<std::ptrdiff_t>(planes[i]->step[0]);
  }
  GrayImage luma(picture.size.width, picture.size.height);
  lumaOf(picture, luma.view());
  const GrayImage quick = averagedDown(std::as_const(luma).view(), 2);
  Glanced result;
  result.seen = detectItemLive(smallRgbOf(picture, quick.view(), 2).view(), Options());
  if (!result.seen.quad) return result;
  Quad truth;
  for (std::size_t i = 0; i < 4; ++i) {
    const cv::Point2d& corner = camera.truth().back().quad[i];
    truth[i] = {(corner.x + 0.5) / 2 - 0.5, (corner.y + 0.5) / 2 - 0.5};
  }
  result.overlap = intersectionOverUnion(*result.seen.quad, truth);
  return result;
}

TEST(Glance, FindsTheItemOnEveryTableInEveryLight) {
  for (const film::ItemKind item : {film::ItemKind::comic, film::ItemKind::card}) {
    for (const film::Table table : {film::Table::plain, film::Table::textured}) {
      for (const bool dark : {false, true}) {
        film::FilmOptions options;
        options.seed = 31;
        options.item = item;
        options.table = table;
        if (dark) options.faults = {film::Fault::dark};
        const Glanced found = glance(options);
        EXPECT_GT(found.overlap, 0.9)
            << nameOf(item) << " on a " << nameOf(table) << " table" << (dark ? " in the dark" : "");
      }
    }
  }
}

TEST(Glance, SeesNothingOnAnEmptyTable) {
  const RgbImage gray(640, 360, 3);
  EXPECT_FALSE(detectItemLive(gray.view(), Options()).quad);
}

}  // namespace
}  // namespace gradevault::precheck
