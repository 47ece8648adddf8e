#include "printed_picture.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "rectify/homography.hpp"
#include "rectify/lanczos_warp.hpp"
#include "rectify/mat_view.hpp"

namespace gradevault::test {

RectifiedFrame printedPicture(Size size, std::uint32_t seed) {
  cv::RNG random(seed);
  cv::Mat rgb(size.height, size.width, CV_8UC3);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      rgb.at<cv::Vec3b>(y, x) = cv::Vec3b(static_cast<std::uint8_t>(90 + 60 * x / size.width),
                                          static_cast<std::uint8_t>(110 + 50 * y / size.height), 150);
    }
  }
  const auto colour = [&] {
    return cv::Scalar(random.uniform(20, 235), random.uniform(20, 235), random.uniform(20, 235));
  };
  for (int i = 0; i < 60; ++i) {
    const cv::Point at(random.uniform(0, size.width), random.uniform(0, size.height));
    if (i % 2 == 0) {
      cv::rectangle(rgb, {at.x, at.y, random.uniform(20, 120), random.uniform(20, 120)}, colour(),
                    cv::FILLED);
    } else {
      cv::circle(rgb, at, random.uniform(8, 50), colour(), cv::FILLED, cv::LINE_AA);
    }
  }
  for (int i = 0; i < 700; ++i) {
    const cv::Point at(random.uniform(0, size.width), random.uniform(0, size.height));
    const cv::Point to(at.x + random.uniform(-9, 10), at.y + random.uniform(-9, 10));
    cv::line(rgb, at, to, colour(), random.uniform(1, 4), cv::LINE_AA);
  }
  cv::GaussianBlur(rgb, rgb, {}, 0.8);
  RectifiedFrame out{GrayImage(size.width, size.height),
                     RgbImage(size.width, size.height, 3),
                     GrayImage(size.width, size.height),
                     {1, 0, 0, 0, 1, 0, 0, 0, 1}};
  rgb.copyTo(matOver(out.rgb.view()));
  cv::cvtColor(rgb, matOver(out.luma.view()), cv::COLOR_RGB2GRAY);
  matOver(out.valid.view()).setTo(255);
  return out;
}

RectifiedFrame seenThrough(const RectifiedFrame& picture, const Homography& toReference, Size size,
                           Light light) {
  WarpedPictures warped =
      lanczosWarp(picture.luma.view(), picture.rgb.view(), picture.valid.view(), toReference, size);
  if (light.gain != 1 || light.offset != 0 || light.noise > 0) {
    cv::RNG random(99);
    const cv::Mat luma = matOver(warped.luma.view());
    cv::Mat noise(luma.size(), CV_32F);
    random.fill(noise, cv::RNG::NORMAL, light.offset, std::max(light.noise, 1e-9));
    cv::Mat changed;
    luma.convertTo(changed, CV_32F, light.gain);
    changed += noise;
    changed.convertTo(luma, CV_8U);
  }
  return {
      std::move(warped.luma), std::move(warped.rgb), std::move(warped.valid), {1, 0, 0, 0, 1, 0, 0, 0, 1}};
}

double cornerError(const Homography& a, const Homography& b, Size size) {
  double worst = 0;
  for (const double x : {-0.5, size.width - 0.5}) {
    for (const double y : {-0.5, size.height - 0.5}) {
      const Point p = mapped(a, {x, y});
      const Point q = mapped(b, {x, y});
      worst = std::max(worst, std::hypot(p.x - q.x, p.y - q.y));
    }
  }
  return worst;
}

}  // namespace gradevault::test
