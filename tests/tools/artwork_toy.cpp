#include <opencv2/imgproc.hpp>
#include <algorithm>
#include <string>

#include "artwork.hpp"
#include "ink.hpp"

namespace gradevault::film {

cv::Mat drawToyBox(const Item& item, Random& random) {
  const double mm = item.pxPerMm;
  const auto px = [mm](double millimetres) { return cvRound(millimetres * mm); };
  const Palette p = choosePalette(random);
  cv::Mat art(item.flatSize(), CV_8UC3);
  const cv::Rect whole({}, art.size());

  gradient(art, whole, p.ground, p.groundFar, random.chance(0.5));
  const bool windowRight = random.chance(0.5);
  const cv::Rect window(windowRight ? art.cols * 9 / 20 : px(12), px(38), art.cols / 2, art.rows - px(52));
  rays(art, whole, {window.x + window.width / 2, window.y + window.height / 2}, random.integer(10, 16),
       mix(p.ground, p.second, 0.5));
  halftone(art, whole, mix(p.groundFar, p.ink, 0.3), {1.1 * mm, 45, 0.7, random.chance(0.5)});

  cv::rectangle(art, {0, 0, art.cols, px(32)}, p.accent, cv::FILLED);
  cv::line(art, {0, px(32)}, {art.cols, px(32)}, p.ink, px(1), cv::LINE_AA);
  lettering(art, titleWord(random) + " BOTS", {px(10), px(5), art.cols * 3 / 5, px(22)}, p.paper, p.ink,
            px(1.4), cv::FONT_HERSHEY_TRIPLEX);
  burst(art, {art.cols - px(30), px(26)}, px(20), px(14), 13, p.second, p.ink, random);
  lettering(art, "NEW!", {art.cols - px(42), px(21), px(24), px(10)}, p.paper, p.ink, px(0.7),
            cv::FONT_HERSHEY_TRIPLEX);

  // The window's film is darker than the card around it and the toy stands in its shade.
  cv::rectangle(art, window, mix(p.ink, p.third, 0.25), cv::FILLED);
  cv::Mat inside = art(window);
  const cv::Rect pane({}, window.size());
  gradient(inside, pane, mix(p.ink, p.third, 0.45), mix(p.ink, p.groundFar, 0.2));
  const int shown = item.side == Side::front ? 1 : 3;
  for (int i = 0; i < shown; ++i) {
    const int width = window.width / shown;
    const int height = std::min(window.height * 9 / 10, width * 6 / 5);
    machine(inside, {i * width + width / 12, (window.height - height) / 2, width * 10 / 12, height}, p,
            random);
  }
  cv::rectangle(art, window, p.paper, px(1.2));

  const cv::Rect side(windowRight ? px(10) : window.x + window.width + px(8), px(42),
                      art.cols - window.width - px(32), art.rows - px(54));
  lettering(art, titleWord(random), {side.x, side.y, side.width, px(15)}, p.accent, p.ink, px(0.9),
            cv::FONT_HERSHEY_DUPLEX);
  const cv::Rect blurb(side.x, side.y + px(20), side.width, side.height - px(48));
  cv::rectangle(art, blurb, p.paper, cv::FILLED);
  cv::rectangle(art, blurb, p.ink, px(0.6));
  smallText(art, {blurb.x + px(3), blurb.y + px(2), blurb.width - px(6), blurb.height - px(4)}, px(3.6),
            p.ink, random);
  barcode(art, {side.x, side.y + side.height - px(22), px(36), px(20)}, random);
  lettering(art, "AGES " + std::to_string(random.integer(3, 12)) + "+",
            {side.x + side.width - px(26), side.y + side.height - px(16), px(24), px(8)}, p.paper, p.ink,
            px(0.7), cv::FONT_HERSHEY_DUPLEX);
  if (random.chance(0.4)) cv::rectangle(art, whole, random.chance(0.5) ? p.paper : p.ink, px(2.5));
  return art;
}

}  // namespace gradevault::film
