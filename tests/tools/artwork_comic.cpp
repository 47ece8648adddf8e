#include <opencv2/imgproc.hpp>
#include <algorithm>
#include <string>

#include "artwork.hpp"
#include "ink.hpp"

namespace gradevault::film {
namespace {

struct Cover {
  cv::Mat art;
  Palette palette;
  double mm = 1;  ///< Px in a millimetre.

  int px(double millimetres) const { return cvRound(millimetres * mm); }
};

void splash(Cover& cover, cv::Rect area, Random& random) {
  const Palette& p = cover.palette;
  gradient(cover.art, area, p.ground, p.groundFar);
  const cv::Point centre(area.x + cvRound(area.width * random.uniform(0.3, 0.7)),
                         area.y + cvRound(area.height * random.uniform(0.35, 0.6)));
  if (random.chance(0.45))
    rays(cover.art, area, centre, random.integer(9, 18), mix(p.ground, p.second, 0.45));
  halftone(cover.art, area, mix(p.groundFar, p.ink, p.dark ? 0.5 : 0.25),
           {random.uniform(0.5, 1.1) * cover.mm, random.uniform(15, 75), 0.85, random.chance(0.5)});
  if (random.chance(0.6)) {
    skyline(cover.art, {area.x, area.y + area.height * 6 / 10, area.width, area.height * 4 / 10},
            mix(p.ground, p.ink, 0.65), p.accent, random);
  }
  if (random.chance(0.5)) {
    burst(cover.art, centre, area.width * 0.42, area.width * 0.27, random.integer(11, 17), p.accent, p.ink,
          random);
  }
  const int height = cvRound(area.height * random.uniform(0.72, 0.88));
  const int width = cvRound(height * random.uniform(0.62, 0.72));
  figure(cover.art,
         {area.x + (area.width - width) / 2, area.y + area.height - height - cover.px(3), width, height}, p,
         random);
}

void panel(Cover& cover, cv::Rect area, Random& random) {
  cv::Mat part = cover.art(area);
  Palette p = cover.palette;
  if (random.chance(0.5)) std::swap(p.ground, p.second);
  const cv::Rect whole({}, area.size());
  gradient(part, whole, p.ground, p.groundFar, random.chance(0.3));
  halftone(part, whole, mix(p.groundFar, p.ink, 0.4),
           {random.uniform(0.5, 1.0) * cover.mm, random.uniform(15, 75), 0.8, random.chance(0.5)});
  if (random.chance(0.5)) {
    skyline(part, {0, area.height / 2, area.width, area.height / 2}, mix(p.ground, p.ink, 0.7), p.accent,
            random);
  }
  const int height = cvRound(area.height * random.uniform(0.85, 1.2));
  const int width = height * 2 / 3;
  figure(part,
         {random.integer(0, std::max(1, area.width - width)), area.height - height * 9 / 10, width, height},
         p, random);
  const cv::Point balloon(cvRound(area.width * random.uniform(0.25, 0.75)), cvRound(area.height * 0.16));
  const cv::Size half(std::min(area.width / 4, cover.px(22)), std::min(area.height / 8, cover.px(9)));
  cv::ellipse(part, balloon, half, 0, 0, 360, cover.palette.paper, cv::FILLED, cv::LINE_AA);
  cv::ellipse(part, balloon, half, 0, 0, 360, p.ink, cover.px(0.5), cv::LINE_AA);
  smallText(part,
            {balloon.x - half.width * 7 / 10, balloon.y - half.height * 6 / 10, half.width * 14 / 10,
             half.height * 12 / 10},
            cover.px(2.4), p.ink, random);
  cv::rectangle(part, whole, p.ink, cover.px(0.9));
}

void panels(Cover& cover, cv::Rect area, Random& random) {
  const int gutter = cover.px(3);
  const int rows = random.integer(2, 3);
  cover.art(area).setTo(cover.palette.paper);
  int y = area.y + gutter;
  for (int row = 0; row < rows; ++row) {
    const int height = (area.y + area.height - y - gutter * (rows - row)) / (rows - row);
    const int columns = random.integer(1, 2);
    int x = area.x + gutter;
    for (int column = 0; column < columns; ++column) {
      const int rest = area.x + area.width - x - gutter;
      const int width = column + 1 == columns ? rest : cvRound(rest * random.uniform(0.35, 0.6));
      panel(cover, {x, y, width, height}, random);
      x += width + gutter;
    }
    y += height + gutter;
  }
}

void titleBlock(Cover& cover, cv::Rect area, Random& random) {
  const Palette& p = cover.palette;
  if (random.chance(0.45)) {
    cv::rectangle(cover.art, area, p.dark ? p.accent : mix(p.second, p.paper, 0.2), cv::FILLED);
    cv::line(cover.art, {area.x, area.y + area.height}, {area.x + area.width, area.y + area.height}, p.ink,
             cover.px(0.8), cv::LINE_AA);
  }
  const int top = area.height * 3 / 16;
  lettering(cover.art, random.chance(0.5) ? "THE INCREDIBLE" : "ALL NEW TALES OF",
            {area.x + area.width / 4, area.y + cover.px(2), area.width / 2, top - cover.px(1)}, p.paper,
            p.ink, cover.px(0.4), cv::FONT_HERSHEY_DUPLEX);
  const bool lightLetters = random.chance(0.5);
  lettering(cover.art, titleWord(random),
            {area.x + area.width * 4 / 16, area.y + top + cover.px(2), area.width * 11 / 16,
             area.height - top - cover.px(5)},
            lightLetters ? p.paper : p.accent, p.ink, cover.px(random.uniform(1.2, 2.4)),
            cv::FONT_HERSHEY_TRIPLEX);
  const cv::Rect box(area.x + cover.px(5), area.y + cover.px(4), cover.px(25), area.height - cover.px(8));
  cv::rectangle(cover.art, box, p.paper, cv::FILLED);
  cv::rectangle(cover.art, box, p.ink, cover.px(0.7));
  const int line = box.height / 6;
  lettering(cover.art, std::to_string(random.integer(10, 95)) + "c",
            {box.x + box.width / 5, box.y + line / 2, box.width * 3 / 5, line * 3 / 2}, p.ink, {}, 0,
            cv::FONT_HERSHEY_TRIPLEX);
  lettering(cover.art, std::to_string(random.integer(1, 420)),
            {box.x + box.width / 6, box.y + line * 5 / 2, box.width * 2 / 3, line * 2}, p.ink, {}, 0,
            cv::FONT_HERSHEY_TRIPLEX);
  lettering(cover.art, "MAY", {box.x + box.width / 4, box.y + line * 5, box.width / 2, line * 3 / 4}, p.ink,
            {}, 0, cv::FONT_HERSHEY_DUPLEX);
}

void bottomStrip(Cover& cover, cv::Rect area, Random& random) {
  const Palette& p = cover.palette;
  barcode(cover.art, {area.x + cover.px(6), area.y + area.height - cover.px(28), cover.px(38), cover.px(22)},
          random);
  const cv::Rect blurb(area.x + area.width - cover.px(74), area.y + area.height - cover.px(26), cover.px(68),
                       cover.px(18));
  if (random.chance(0.7)) {
    cv::rectangle(cover.art, blurb, random.chance(0.5) ? p.accent : p.paper, cv::FILLED);
    cv::rectangle(cover.art, blurb, p.ink, cover.px(0.6));
    smallText(
        cover.art,
        {blurb.x + cover.px(3), blurb.y + cover.px(1), blurb.width - cover.px(6), blurb.height - cover.px(2)},
        cover.px(3.4), p.ink, random);
  } else {
    lettering(cover.art, titleWord(random) + "!", blurb, p.accent, p.ink, cover.px(0.9),
              cv::FONT_HERSHEY_TRIPLEX);
  }
  smallText(cover.art,
            {area.x + area.width / 3, area.y + area.height - cover.px(5), area.width * 5 / 9, cover.px(4)},
            cover.px(2.2), p.dark ? p.paper : p.ink, random);
}

void advertisement(Cover& cover, cv::Rect area, Random& random) {
  const Palette& p = cover.palette;
  gradient(cover.art, area, p.groundFar, p.ground);
  lettering(cover.art, titleWord(random) + " CLUB",
            {area.x + cover.px(10), area.y + cover.px(10), area.width - cover.px(20), cover.px(26)}, p.accent,
            p.ink, cover.px(1.2), cv::FONT_HERSHEY_TRIPLEX);
  const cv::Rect picture(area.x + cover.px(14), area.y + cover.px(44), area.width - cover.px(28),
                         cover.px(105));
  panel(cover, picture, random);
  const cv::Rect box(area.x + cover.px(14), area.y + cover.px(158), area.width - cover.px(28), cover.px(52));
  cv::rectangle(cover.art, box, p.paper, cv::FILLED);
  smallText(cover.art,
            {box.x + cover.px(4), box.y + cover.px(3), box.width - cover.px(8), box.height - cover.px(6)},
            cover.px(3.6), p.ink, random);
  barcode(
      cover.art,
      {area.x + area.width - cover.px(52), area.y + area.height - cover.px(36), cover.px(40), cover.px(24)},
      random);
}

}  // namespace

cv::Mat drawComic(const Item& item, Random& random) {
  Cover cover{cv::Mat(item.flatSize(), CV_8UC3), choosePalette(random), item.pxPerMm};
  cover.art.setTo(cover.palette.paper);
  // Full bleed or a border left unprinted; the border is what a detector can take for the item's inside.
  const int border = random.chance(0.45) ? cover.px(random.uniform(4, 9)) : 0;
  const cv::Rect page(border, border, cover.art.cols - 2 * border, cover.art.rows - 2 * border);
  if (item.side == Side::back) {
    advertisement(cover, page, random);
    return cover.art;
  }
  const int titleHeight = cover.px(random.uniform(48, 66));
  const cv::Rect scene(page.x, page.y + titleHeight, page.width, page.height - titleHeight);
  if (random.chance(0.7)) {
    splash(cover, random.chance(0.5) ? page : scene, random);
  } else {
    cover.art(page).setTo(cover.palette.ground);
    panels(cover, scene, random);
  }
  titleBlock(cover, {page.x, page.y, page.width, titleHeight}, random);
  bottomStrip(cover, page, random);
  if (border > 0) cv::rectangle(cover.art, page, cover.palette.ink, cover.px(0.6));
  return cover.art;
}

}  // namespace gradevault::film
