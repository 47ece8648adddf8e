#include "line_profile.hpp"

#include <algorithm>
#include <cmath>

#include "pixels.hpp"

namespace gradevault::item {

LineProfile::LineProfile(const Line& line, const std::array<EdgeLayer, 2>& layers,
                         const Foreignness& foreignness)
    : line_(line), sums_(1) {
  constexpr double aside = 5;
  const Size size{layers[0].tensor.cols, layers[0].tensor.rows};
  const double reach = std::hypot(size.width, size.height);
  const Point middle{(size.width - 1) / 2.0, (size.height - 1) / 2.0};
  const double offset = line.distance(middle);
  const Point foot{middle.x - offset * line.nx, middle.y - offset * line.ny};
  const double footPosition = position(foot);
  bool started = false;
  for (double t = -std::floor(reach / 2); t <= reach / 2; t += 1) {
    const Point p{foot.x + t * line.ny, foot.y - t * line.nx};
    if (!item::inside(p, size)) {
      if (started) break;
      continue;
    }
    if (!started) {
      started = true;
      begin_ = footPosition + t;
    }
    float support = 0;
    for (int d = -1; d <= 1; ++d) {
      for (const EdgeLayer& layer : layers) {
        support = std::max(support, layer.across(line, p.x + d * line.nx, p.y + d * line.ny));
      }
    }
    const Point ahead{p.x + aside * line.nx, p.y + aside * line.ny};
    const Point behind{p.x - aside * line.nx, p.y - aside * line.ny};
    const auto foreign = [&foreignness](const Point& q) {
      return static_cast<double>(nearest<float>(foreignness.colour, q.x, q.y) +
                                 nearest<float>(foreignness.barrier, q.x, q.y)) /
             2;
    };
    Sums next = sums_.back();
    next.support += support;
    next.change += foreign(ahead) - foreign(behind);
    next.behind += foreign(behind);
    sums_.push_back(next);
  }
}

LineProfile::Stretch LineProfile::stretch(double from, double to) const {
  const auto steps = static_cast<double>(sums_.size() - 1);
  const double lower = std::clamp(std::min(from, to) - begin_, 0.0, steps);
  const double upper = std::clamp(std::max(from, to) - begin_, 0.0, steps);
  const auto first = static_cast<std::size_t>(lower);
  const auto last = static_cast<std::size_t>(upper);
  Stretch result;
  if (last <= first) return result;
  result.seen = static_cast<double>(last - first);
  result.support = (sums_[last].support - sums_[first].support) / result.seen;
  result.change = (sums_[last].change - sums_[first].change) / result.seen;
  result.behind = (sums_[last].behind - sums_[first].behind) / result.seen;
  return result;
}

}  // namespace gradevault::item
