#include "ink.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace gradevault::film {
namespace {

constexpr std::array kTitleWords = {"NOVA",    "HERON",  "COMET",   "RANGER", "VORTEX",  "ORBIT",
                                    "TITANS",  "GHOST",  "METEOR",  "KNIGHT", "ROCKET",  "SHADOW",
                                    "THUNDER", "ZENITH", "FALCON",  "ECHO",   "MYSTERY", "FUTURE",
                                    "QUEST",   "LEGION", "PHOENIX", "SAVAGE", "COSMIC",  "RIDER"};
constexpr std::array kSmallWords = {"the",     "issue",  "of",      "and",   "story",  "art",
                                    "colours", "by",     "never",   "night", "before", "stands",
                                    "alone",   "power",  "against", "city",  "with",   "page",
                                    "series",  "letter", "all",     "new",   "rights", "printed"};

cv::Rect within(const cv::Mat& art, cv::Rect area) {
  return area & cv::Rect({}, art.size());
}

cv::Point at(const cv::Rect& box, double x, double y) {
  return {cvRound(box.x + x * box.width), cvRound(box.y + y * box.height)};
}

void shape(cv::Mat& art, const std::vector<cv::Point>& points, const cv::Scalar& fill, const cv::Scalar& edge,
           int outline) {
  cv::fillPoly(art, std::vector<std::vector<cv::Point>>{points}, fill, cv::LINE_AA);
  if (outline > 0) cv::polylines(art, points, true, edge, outline, cv::LINE_AA);
}

void oval(cv::Mat& art, cv::Point centre, cv::Size half, const cv::Scalar& fill, const cv::Scalar& edge,
          int outline) {
  cv::ellipse(art, centre, half, 0, 0, 360, fill, cv::FILLED, cv::LINE_AA);
  if (outline > 0) cv::ellipse(art, centre, half, 0, 0, 360, edge, outline, cv::LINE_AA);
}

void limb(cv::Mat& art, cv::Point from, cv::Point to, int thickness, const cv::Scalar& fill,
          const cv::Scalar& edge, int outline) {
  cv::line(art, from, to, edge, thickness + 2 * outline, cv::LINE_AA);
  cv::line(art, from, to, fill, thickness, cv::LINE_AA);
}

void blend(cv::Mat& art, cv::Rect box, const cv::Mat& cover, const cv::Scalar& colour) {
  const cv::Rect visible = within(art, box);
  for (int y = visible.y; y < visible.y + visible.height; ++y) {
    auto* row = art.ptr<cv::Vec3b>(y);
    const auto* share = cover.ptr<std::uint8_t>(y - box.y);
    for (int x = visible.x; x < visible.x + visible.width; ++x) {
      const int a = share[x - box.x];
      for (int c = 0; c < 3; ++c) {
        row[x][c] = static_cast<std::uint8_t>((row[x][c] * (255 - a) + cvRound(colour[c]) * a + 127) / 255);
      }
    }
  }
}

}  // namespace

void gradient(cv::Mat& art, cv::Rect area, const cv::Scalar& from, const cv::Scalar& to, bool sideways) {
  const cv::Rect visible = within(art, area);
  const int steps = sideways ? area.width : area.height;
  for (int i = 0; i < steps; ++i) {
    const cv::Rect line =
        sideways ? cv::Rect(area.x + i, area.y, 1, area.height) : cv::Rect(area.x, area.y + i, area.width, 1);
    art(line & visible).setTo(mix(from, to, (i + 0.5) / steps));
  }
}

void halftone(cv::Mat& art, cv::Rect area, const cv::Scalar& ink, const HalftoneScreen& screen) {
  const cv::Rect visible = within(art, area);
  const double angle = screen.angleDegrees * CV_PI / 180.0;
  const double cosine = std::cos(angle) / screen.pitch;
  const double sine = std::sin(angle) / screen.pitch;
  for (int y = visible.y; y < visible.y + visible.height; ++y) {
    const double down = (y - area.y + 0.5) / area.height;
    const double radius = 0.5 * screen.fullest * (screen.denseAtTop ? 1.0 - down : down);
    auto* row = art.ptr<cv::Vec3b>(y);
    for (int x = visible.x; x < visible.x + visible.width; ++x) {
      const double u = cosine * x + sine * y;
      const double v = cosine * y - sine * x;
      const double distance = std::hypot(u - std::floor(u) - 0.5, v - std::floor(v) - 0.5);
      const double share = std::clamp((radius - distance) * screen.pitch + 0.5, 0.0, 1.0);
      if (share <= 0) continue;
      for (int c = 0; c < 3; ++c) {
        row[x][c] = cv::saturate_cast<std::uint8_t>(row[x][c] + (ink[c] - row[x][c]) * share);
      }
    }
  }
}

void lettering(cv::Mat& art, const std::string& text, cv::Rect box, const cv::Scalar& fill,
               const cv::Scalar& edge, int outline, int font) {
  if (box.width < 4 || box.height < 4) return;
  constexpr double kScale = 4.0;
  constexpr int kStroke = 22;
  int baseline = 0;
  const cv::Size size = cv::getTextSize(text, font, kScale, kStroke, &baseline);
  cv::Mat raw = cv::Mat::zeros(size.height + 2 * kStroke, size.width + 2 * kStroke, CV_8UC1);
  cv::putText(raw, text, {kStroke, size.height + kStroke / 2}, font, kScale, cv::Scalar::all(255), kStroke,
              cv::LINE_AA);
  raw = raw(cv::boundingRect(raw));
  const cv::Size inner(std::max(1, box.width - 2 * outline), std::max(1, box.height - 2 * outline));
  cv::Mat cover = cv::Mat::zeros(box.size(), CV_8UC1);
  cv::Mat letters;
  cv::resize(raw, letters, inner, 0, 0, cv::INTER_AREA);
  letters.copyTo(cover({outline, outline, inner.width, inner.height}));
  if (outline > 0) {
    cv::Mat wide;
    cv::dilate(cover, wide, cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * outline + 1, 2 * outline + 1}));
    blend(art, box, wide, edge);
  }
  blend(art, box, cover, fill);
}

void smallText(cv::Mat& art, cv::Rect box, int lineHeight, const cv::Scalar& ink, Random& random) {
  const double scale = lineHeight / 34.0;
  const int stroke = std::max(1, lineHeight / 16);
  for (int y = box.y + lineHeight; y <= box.y + box.height; y += lineHeight + lineHeight / 3) {
    int x = box.x;
    while (true) {
      const std::string word =
          kSmallWords[static_cast<std::size_t>(random.integer(0, kSmallWords.size() - 1))];
      const int width = cv::getTextSize(word, cv::FONT_HERSHEY_DUPLEX, scale, stroke, nullptr).width;
      if (x + width > box.x + box.width) break;
      cv::putText(art, word, {x, y - lineHeight / 5}, cv::FONT_HERSHEY_DUPLEX, scale, ink, stroke,
                  cv::LINE_AA);
      x += width + lineHeight / 2;
    }
  }
}

void barcode(cv::Mat& art, cv::Rect box, Random& random) {
  cv::rectangle(art, box, cv::Scalar::all(250), cv::FILLED);
  const int quiet = std::max(2, box.width / 14);
  const int module = std::max(1, (box.width - 2 * quiet) / 60);
  for (int x = box.x + quiet; x < box.x + box.width - quiet;) {
    const int bar = module * random.integer(1, 3);
    cv::rectangle(
        art, {x, box.y + quiet, std::min(bar, box.x + box.width - quiet - x), box.height * 3 / 4 - quiet},
        cv::Scalar::all(12), cv::FILLED);
    x += bar + module * random.integer(1, 3);
  }
  std::string digits;
  for (int i = 0; i < 12; ++i) digits += static_cast<char>('0' + random.integer(0, 9));
  lettering(art, digits,
            {box.x + quiet, box.y + box.height * 4 / 5, box.width - 2 * quiet, box.height * 3 / 20},
            cv::Scalar::all(15), {}, 0, cv::FONT_HERSHEY_DUPLEX);
}

void burst(cv::Mat& art, cv::Point centre, double outer, double inner, int spikes, const cv::Scalar& fill,
           const cv::Scalar& edge, Random& random) {
  std::vector<cv::Point> points;
  for (int i = 0; i < 2 * spikes; ++i) {
    const double radius = (i % 2 == 0 ? outer : inner) * random.uniform(0.85, 1.1);
    const double angle = CV_PI * i / spikes;
    points.emplace_back(cvRound(centre.x + radius * std::cos(angle)),
                        cvRound(centre.y + radius * std::sin(angle)));
  }
  shape(art, points, fill, edge, std::max(2, cvRound(outer / 40)));
}

void rays(cv::Mat& art, cv::Rect area, cv::Point centre, int count, const cv::Scalar& colour) {
  cv::Mat part = art(within(art, area));
  const double reach = std::hypot(area.width, area.height);
  for (int i = 0; i < count; ++i) {
    const double from = 2 * CV_PI * i / count;
    const double to = from + CV_PI / count;
    const cv::Point hub(centre.x - area.x, centre.y - area.y);
    const auto tip = [&](double angle) {
      return cv::Point(cvRound(hub.x + reach * std::cos(angle)), cvRound(hub.y + reach * std::sin(angle)));
    };
    shape(part, {hub, tip(from), tip(to)}, colour, {}, 0);
  }
}

void figure(cv::Mat& art, cv::Rect box, const Palette& palette, Random& random) {
  const int outline = std::max(2, box.height / 170);
  const int thick = std::max(4, box.height / 11);
  const double lean = random.uniform(-0.12, 0.12);
  const double reach = random.uniform(0.02, 0.2) * random.sign();
  const cv::Point neck = at(box, 0.5 + lean, 0.25);
  const cv::Point hip = at(box, 0.5, 0.55);

  shape(art,
        {neck, at(box, 0.78 + lean, 0.32), at(box, 0.95, 0.8), at(box, 0.75, 0.9), at(box, 0.55, 0.84),
         at(box, 0.3, 0.92), at(box, 0.08, 0.78), at(box, 0.24 + lean, 0.32)},
        palette.third, palette.ink, outline);
  for (int fold = 0; fold < 6; ++fold) {
    const double x = 0.18 + 0.13 * fold;
    cv::line(art, at(box, 0.5 + lean + 0.05 * (fold - 2.5), 0.34), at(box, x, 0.84),
             mix(palette.third, palette.ink, 0.6), outline, cv::LINE_AA);
  }
  limb(art, hip, at(box, 0.34, 0.78), thick, palette.second, palette.ink, outline);
  limb(art, at(box, 0.34, 0.78), at(box, 0.3, 0.98), thick * 3 / 4, palette.accent, palette.ink, outline);
  limb(art, hip, at(box, 0.66, 0.76), thick, palette.second, palette.ink, outline);
  limb(art, at(box, 0.66, 0.76), at(box, 0.72, 0.98), thick * 3 / 4, palette.accent, palette.ink, outline);
  shape(art,
        {at(box, 0.3 + lean, 0.28), at(box, 0.7 + lean, 0.28), at(box, 0.62, 0.5), at(box, 0.6, 0.58),
         at(box, 0.4, 0.58), at(box, 0.38, 0.5)},
        palette.second, palette.ink, outline);
  for (int rib = 0; rib < 3; ++rib) {
    cv::line(art, at(box, 0.45, 0.42 + 0.04 * rib), at(box, 0.55, 0.42 + 0.04 * rib), palette.ink, outline,
             cv::LINE_AA);
  }
  burst(art, at(box, 0.5 + 0.7 * lean, 0.36), box.height * 0.05, box.height * 0.025, 5, palette.accent,
        palette.ink, random);
  cv::line(art, at(box, 0.4, 0.55), at(box, 0.6, 0.55), palette.accent, thick / 3, cv::LINE_AA);
  limb(art, at(box, 0.3 + lean, 0.31), at(box, 0.12, 0.42 + reach), thick * 2 / 3, palette.second,
       palette.ink, outline);
  limb(art, at(box, 0.12, 0.42 + reach), at(box, 0.2 + reach, 0.2), thick / 2, palette.accent, palette.ink,
       outline);
  limb(art, at(box, 0.7 + lean, 0.31), at(box, 0.88, 0.44 - reach), thick * 2 / 3, palette.second,
       palette.ink, outline);
  limb(art, at(box, 0.88, 0.44 - reach), at(box, 0.84, 0.24), thick / 2, palette.accent, palette.ink,
       outline);
  const cv::Point head = at(box, 0.5 + 1.3 * lean, 0.16);
  const cv::Size face(box.height * 6 / 100, box.height * 8 / 100);
  oval(art, head, face, palette.skin, palette.ink, outline);
  cv::ellipse(art, head - cv::Point(0, face.height / 5), {face.width * 21 / 20, face.height * 4 / 5}, 0, 180,
              360, palette.third, cv::FILLED, cv::LINE_AA);
  cv::line(art, head - cv::Point(face.width / 2, -face.height / 10),
           head + cv::Point(face.width / 2, face.height / 10), palette.ink, outline * 2, cv::LINE_AA);
  cv::line(art, head + cv::Point(-face.width / 3, face.height / 2),
           head + cv::Point(face.width / 3, face.height / 2), palette.ink, outline, cv::LINE_AA);
}

void skyline(cv::Mat& art, cv::Rect area, const cv::Scalar& wall, const cv::Scalar& window, Random& random) {
  for (int x = area.x; x < area.x + area.width;) {
    const int width =
        std::min(area.x + area.width - x, std::max(4, cvRound(area.width * random.uniform(0.05, 0.14))));
    const int height = cvRound(area.height * random.uniform(0.35, 1.0));
    const cv::Rect tower(x, area.y + area.height - height, width, height);
    cv::rectangle(art, tower, wall * random.uniform(0.75, 1.1), cv::FILLED);
    const int step = std::max(5, area.width / 55);
    for (int wy = tower.y + step; wy + step < tower.y + height; wy += 2 * step) {
      for (int wx = tower.x + step / 2; wx + step < tower.x + width; wx += 2 * step) {
        if (random.chance(0.45)) cv::rectangle(art, {wx, wy, step * 2 / 3, step}, window, cv::FILLED);
      }
    }
    x += width;
  }
}

void machine(cv::Mat& art, cv::Rect box, const Palette& palette, Random& random) {
  const int outline = std::max(2, box.height / 110);
  const bool wheels = random.chance(0.5);
  const auto block = [&](double x, double y, double w, double h, const cv::Scalar& colour) {
    const cv::Point a = at(box, x, y);
    const cv::Point b = at(box, x + w, y + h);
    shape(art, {a, {b.x, a.y}, b, {a.x, b.y}}, colour, palette.ink, outline);
    cv::rectangle(art, {a.x + outline * 2, a.y + outline * 2, (b.x - a.x) / 5, std::max(1, (b.y - a.y) / 8)},
                  mix(colour, cv::Scalar::all(255), 0.6), cv::FILLED);
  };
  if (wheels) {
    block(0.05, 0.45, 0.9, 0.3, palette.accent);
    block(0.25, 0.2, 0.45, 0.26, palette.second);
    block(0.32, 0.25, 0.15, 0.16, mix(palette.paper, palette.groundFar, 0.3));
    block(0.52, 0.25, 0.14, 0.16, mix(palette.paper, palette.groundFar, 0.3));
    for (double x : {0.2, 0.5, 0.8}) {
      oval(art, at(box, x, 0.78), {box.width / 10, box.width / 10}, palette.ink, palette.ink, outline);
      oval(art, at(box, x, 0.78), {box.width / 20, box.width / 20}, palette.paper, palette.ink, outline);
    }
    return;
  }
  block(0.38, 0.02, 0.24, 0.17, palette.accent);
  block(0.42, 0.08, 0.05, 0.04, palette.paper);
  block(0.53, 0.08, 0.05, 0.04, palette.paper);
  block(0.27, 0.2, 0.46, 0.36, palette.second);
  block(0.4, 0.28, 0.2, 0.14, palette.third);
  block(0.12, 0.21, 0.14, 0.34, palette.accent);
  block(0.74, 0.21, 0.14, 0.34, palette.accent);
  block(0.1, 0.56, 0.17, 0.1, palette.ink * 3);
  block(0.73, 0.56, 0.17, 0.1, palette.ink * 3);
  block(0.3, 0.57, 0.17, 0.32, palette.third);
  block(0.53, 0.57, 0.17, 0.32, palette.third);
  block(0.26, 0.89, 0.22, 0.09, palette.accent);
  block(0.52, 0.89, 0.22, 0.09, palette.accent);
}

std::string titleWord(Random& random) {
  return kTitleWords[static_cast<std::size_t>(random.integer(0, static_cast<int>(kTitleWords.size()) - 1))];
}

}  // namespace gradevault::film
