#include <opencv2/imgproc.hpp>
#include <string>

#include "artwork.hpp"
#include "ink.hpp"

namespace gradevault::film {
namespace {

void statistics(cv::Mat& art, cv::Rect box, double mm, const Palette& palette, Random& random) {
  const int row = cvRound(3.2 * mm);
  for (int i = 0; (i + 1) * row <= box.height; ++i) {
    const cv::Rect line(box.x, box.y + i * row, box.width, row);
    if (i % 2 == 0) cv::rectangle(art, line, mix(palette.paper, palette.groundFar, 0.25), cv::FILLED);
    smallText(art, {line.x + cvRound(mm), line.y, cvRound(15 * mm), row}, cvRound(2 * mm), palette.ink,
              random);
    for (int column = 0; column < 5; ++column) {
      lettering(art, std::to_string(random.integer(2, 998)),
                {line.x + cvRound((18 + 6.5 * column) * mm), line.y + cvRound(0.8 * mm), cvRound(4.5 * mm),
                 cvRound(1.7 * mm)},
                palette.ink, {}, 0, cv::FONT_HERSHEY_DUPLEX);
    }
  }
}

}  // namespace

cv::Mat drawCard(const Item& item, Random& random) {
  const double mm = item.pxPerMm;
  const auto px = [mm](double millimetres) { return cvRound(millimetres * mm); };
  const Palette p = choosePalette(random);
  cv::Mat art(item.flatSize(), CV_8UC3);

  // White, black and coloured borders in the shares that a box of cards has.
  const double draw = random.uniform(0, 1);
  const cv::Scalar border = draw < 0.35 ? p.paper : draw < 0.6 ? p.ink : p.second;
  art.setTo(border);
  const int margin = px(random.uniform(2.4, 3.8));
  const cv::Rect face(margin, margin, art.cols - 2 * margin, art.rows - 2 * margin);
  gradient(art, face, p.ground, p.groundFar);
  halftone(art, face, mix(p.ground, p.accent, 0.5), {0.7 * mm, 30, 0.6, random.chance(0.5)});
  cv::rectangle(art, face, p.ink, px(0.25));

  const int gap = px(1.8);
  const cv::Rect name(face.x + gap, face.y + gap, face.width - 2 * gap, px(6.5));
  cv::rectangle(art, name, mix(p.paper, p.accent, 0.25), cv::FILLED);
  cv::rectangle(art, name, p.ink, px(0.3));
  lettering(art, titleWord(random) + " " + titleWord(random),
            {name.x + px(1.5), name.y + px(1.3), name.width * 7 / 10, name.height - px(2.6)}, p.ink, {}, 0,
            cv::FONT_HERSHEY_TRIPLEX);
  burst(art, {name.x + name.width - px(4), name.y + name.height / 2}, px(2.4), px(1.3), 6, p.accent, p.ink,
        random);

  const int textHeight = px(random.uniform(20, 27));
  const cv::Rect text(name.x, face.y + face.height - textHeight - gap, name.width, textHeight);
  const cv::Rect picture(name.x, name.y + name.height + gap, name.width,
                         text.y - name.y - name.height - 2 * gap);
  if (item.side == Side::back) {
    cv::rectangle(art, {picture.x, picture.y, picture.width, picture.height}, p.paper, cv::FILLED);
    statistics(art, picture, mm, p, random);
  } else {
    cv::Mat inside = art(picture);
    const cv::Rect whole({}, picture.size());
    gradient(inside, whole, p.third, p.groundFar);
    if (random.chance(0.6))
      rays(inside, whole, {picture.width / 2, picture.height / 2}, 12, mix(p.third, p.paper, 0.35));
    halftone(inside, whole, mix(p.third, p.ink, 0.5), {0.6 * mm, 60, 0.7, false});
    if (random.chance(0.5)) {
      skyline(inside, {0, picture.height / 2, picture.width, picture.height / 2}, mix(p.third, p.ink, 0.6),
              p.accent, random);
    }
    const int height = picture.height * 19 / 20;
    const cv::Rect body((picture.width - height * 7 / 10) / 2, picture.height - height, height * 7 / 10,
                        height);
    random.chance(0.75) ? figure(inside, body, p, random) : machine(inside, body, p, random);
  }
  cv::rectangle(art, picture, p.ink, px(0.5));
  cv::rectangle(art, picture, mix(p.accent, p.paper, 0.3), px(0.25));

  cv::rectangle(art, text, mix(p.paper, p.groundFar, 0.12), cv::FILLED);
  cv::rectangle(art, text, p.ink, px(0.3));
  smallText(art, {text.x + px(1.5), text.y + px(0.8), text.width - px(3), text.height - px(3.5)}, px(1.9),
            p.ink, random);
  lettering(art, std::to_string(random.integer(1, 399)) + "/400",
            {text.x + text.width - px(10), text.y + text.height - px(2.6), px(9), px(1.7)}, p.ink, {}, 0,
            cv::FONT_HERSHEY_DUPLEX);
  return art;
}

}  // namespace gradevault::film
