#include "average_precision.hpp"

namespace gradevault::accuracy {

std::optional<Ranking> rank(ImageView<const std::uint16_t> score, GrayView truth, GrayView looked) {
  constexpr std::size_t scores = 65536;
  std::vector<std::int64_t> damagedAt(scores);
  std::vector<std::int64_t> pixelsAt(scores);
  Ranking ranking;
  for (int y = 0; y < score.height(); ++y) {
    for (int x = 0; x < score.width(); ++x) {
      if (looked.at(x, y) == 0) continue;
      const std::size_t bin = score.at(x, y);
      ++pixelsAt[bin];
      ++ranking.pixels;
      if (truth.at(x, y) == 0) continue;
      ++damagedAt[bin];
      ++ranking.damaged;
    }
  }
  if (ranking.damaged == 0) return std::nullopt;
  std::int64_t found = 0;
  std::int64_t named = 0;
  for (std::size_t bin = scores; bin-- > 0;) {
    found += damagedAt[bin];
    named += pixelsAt[bin];
    if (damagedAt[bin] == 0) continue;
    const double recallStep = static_cast<double>(damagedAt[bin]) / static_cast<double>(ranking.damaged);
    ranking.averagePrecision += recallStep * static_cast<double>(found) / static_cast<double>(named);
  }
  ranking.chance = static_cast<double>(ranking.damaged) / static_cast<double>(ranking.pixels);
  return ranking;
}

}  // namespace gradevault::accuracy
