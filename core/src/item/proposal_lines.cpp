#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "gradevault/item.hpp"
#include "line_finder.hpp"
#include "line_profile.hpp"
#include "pixels.hpp"
#include "proposals.hpp"
#include "quad_shape.hpp"

namespace gradevault::item {
namespace {

struct Side {
  LineProfile profile;
  bool border = false;  ///< the frame's own border, not an edge in the picture
};

/// Two lines are one when they stay within 2.5 px of each other over the middle half of the frame.
bool same(const Line& a, const Line& b, Size size) {
  if (angleBetween(a, b) > 3) return false;
  const Point centre{size.width / 2.0, size.height / 2.0};
  const double reach = std::hypot(size.width, size.height) / 4;
  const Point foot{centre.x - a.distance(centre) * a.nx, centre.y - a.distance(centre) * a.ny};
  const auto apart = [&](double t) { return std::abs(b.distance({foot.x + t * a.ny, foot.y - t * a.nx})); };
  return apart(reach) < 2.5 && apart(-reach) < 2.5;
}

std::vector<Side> collectSides(const Scene& scene, std::span<const Proposal> others,
                               const LineEffort& effort) {
  const Size size = scene.work.size();
  std::vector<Line> lines;
  const auto add = [&](const Line& line) {
    if (lines.size() >= effort.mostLines) return;
    const bool known =
        std::any_of(lines.begin(), lines.end(), [&](const Line& l) { return same(l, line, size); });
    if (!known) lines.push_back(line);
  };
  for (const EdgeLayer& layer : scene.layers) {
    for (const Line& line : findLines(layer, scene.foreignness, effort.linesPerLayer)) add(line);
  }
  for (const Proposal& other : others) {
    for (std::size_t i = 0; i < 4; ++i) {
      if (const auto line = lineThrough(other.quad[i], other.quad[(i + 1) % 4])) add(*line);
    }
  }
  std::vector<Side> sides;
  for (const Line& line : lines) sides.push_back({LineProfile(line, scene.layers, scene.foreignness), false});
  const double right = size.width - 0.5;
  const double bottom = size.height - 0.5;
  for (const Line& line : {Line{1, 0, -0.5}, Line{1, 0, right}, Line{0, 1, -0.5}, Line{0, 1, bottom}}) {
    sides.push_back({LineProfile(line, scene.layers, scene.foreignness), true});
  }
  return sides;
}

/// What one side says for a quad, about −0.5 … 1.5; absent when it rules the quad out.
std::optional<double> promiseOf(const Side& side, const Point& a, const Point& b, const Point& centre) {
  if (side.border) return 0.3;
  const double from = side.profile.position(a);
  const double to = side.profile.position(b);
  const double length = std::abs(to - from);
  const LineProfile::Stretch stretch = side.profile.stretch(from, to);
  if (stretch.seen < 0.4 * length || stretch.support < 0.2) return std::nullopt;
  const bool inwards = side.profile.line().distance(centre) > 0;
  const double change = inwards ? stretch.change : -stretch.change;
  const double outside = inwards ? stretch.behind : stretch.behind + stretch.change;
  const double beyond = std::clamp(0.12 * length, 6.0, 30.0);
  const double low = std::min(from, to);
  const double high = std::max(from, to);
  const double overrun = (side.profile.stretch(low - beyond - 4, low - 4).support +
                          side.profile.stretch(high + 4, high + beyond + 4).support) /
                         2;
  return stretch.support + 0.6 * change - 0.4 * outside - 0.3 * overrun;
}

class Search {
 public:
  Search(const Scene& scene, std::vector<Side> sides, const Options& options)
      : size_(scene.work.size()), sides_(std::move(sides)), crossings_(sides_.size() * sides_.size()) {
    leastArea_ = 0.8 * options.minItemShare * size_.width * size_.height;
    const double margin = 0.2 * std::max(size_.width, size_.height);
    for (std::size_t i = 0; i < sides_.size(); ++i) {
      for (std::size_t j = 0; j < sides_.size(); ++j) {
        if (i == j || angleBetween(line(i), line(j)) < 45) continue;
        const std::optional<Point> p = intersection(line(i), line(j));
        if (p && inside(*p, size_, -margin)) crossings_[i * sides_.size() + j] = p;
      }
    }
  }

  [[nodiscard]] std::vector<Proposal> run() const {
    std::vector<Proposal> found;
    const std::vector<std::array<std::size_t, 2>> pairs = opposites();
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      for (std::size_t q = p + 1; q < pairs.size(); ++q) {
        if (const auto proposal = tryQuad(pairs[p], pairs[q])) found.push_back(*proposal);
      }
    }
    return found;
  }

 private:
  [[nodiscard]] const Line& line(std::size_t i) const { return sides_[i].profile.line(); }
  [[nodiscard]] const std::optional<Point>& crossing(std::size_t i, std::size_t j) const {
    return crossings_[i * sides_.size() + j];
  }

  /// Pairs of lines that can be opposite sides.
  [[nodiscard]] std::vector<std::array<std::size_t, 2>> opposites() const {
    const Point centre{size_.width / 2.0, size_.height / 2.0};
    std::vector<std::array<std::size_t, 2>> pairs;
    for (std::size_t i = 0; i < sides_.size(); ++i) {
      for (std::size_t j = i + 1; j < sides_.size(); ++j) {
        if (sides_[i].border && sides_[j].border) continue;
        if (angleBetween(line(i), line(j)) > 30) continue;
        const double sign = line(i).nx * line(j).nx + line(i).ny * line(j).ny > 0 ? 1 : -1;
        const double apart = std::abs(line(i).distance(centre) - sign * line(j).distance(centre));
        if (apart > 0.15 * std::min(size_.width, size_.height)) pairs.push_back({i, j});
      }
    }
    return pairs;
  }

  [[nodiscard]] std::optional<Proposal> tryQuad(const std::array<std::size_t, 2>& one,
                                                const std::array<std::size_t, 2>& other) const {
    const auto& p = crossing(one[0], other[0]);
    const auto& q = crossing(one[0], other[1]);
    const auto& r = crossing(one[1], other[1]);
    const auto& s = crossing(one[1], other[0]);
    if (!p || !q || !r || !s) return std::nullopt;
    Quad quad{*p, *q, *r, *s};
    std::array<std::size_t, 4> used{one[0], other[1], one[1],
                                    other[0]};  // side i runs from corner i to i + 1
    if (area(quad) < 0) {
      quad = {*p, *s, *r, *q};
      used = {other[0], one[1], other[1], one[0]};
    }
    if (area(quad) < leastArea_ || !plausibleShape(quad)) return std::nullopt;
    const Point centre{(quad[0].x + quad[1].x + quad[2].x + quad[3].x) / 4,
                       (quad[0].y + quad[1].y + quad[2].y + quad[3].y) / 4};
    int borders = 0;
    double sum = 0;
    double least = 2;
    for (std::size_t i = 0; i < 4; ++i) {
      borders += sides_[used[i]].border ? 1 : 0;
      const std::optional<double> promise = promiseOf(sides_[used[i]], quad[i], quad[(i + 1) % 4], centre);
      if (borders > 2 || !promise) return std::nullopt;
      sum += *promise;
      least = std::min(least, *promise);
    }
    return Proposal{quad, 0.6 * sum / 4 + 0.4 * least, "lines"};
  }

  Size size_;
  std::vector<Side> sides_;
  std::vector<std::optional<Point>> crossings_;
  double leastArea_ = 0;
};

}  // namespace

std::vector<Proposal> proposeFromLines(const Scene& scene, std::span<const Proposal> others,
                                       const Options& options, const LineEffort& effort) {
  std::vector<Proposal> found = Search(scene, collectSides(scene, others, effort), options).run();
  std::stable_sort(found.begin(), found.end(),
                   [](const Proposal& a, const Proposal& b) { return a.promise > b.promise; });
  // Near doubles would crowd out other quads.
  const double apart = 0.008 * std::max(scene.work.lab.cols, scene.work.lab.rows);
  std::vector<Proposal> kept;
  for (const Proposal& proposal : found) {
    if (kept.size() >= effort.mostQuads) break;
    const bool known = std::any_of(kept.begin(), kept.end(), [&](const Proposal& k) {
      return cornerDistance(k.quad, proposal.quad) < apart;
    });
    if (!known) kept.push_back(proposal);
  }
  return kept;
}

}  // namespace gradevault::item
