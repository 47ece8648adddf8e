#include "series_chart.hpp"

#include <algorithm>
#include <cstdio>

namespace gradevault::analyze {
namespace {

constexpr double width = 1000;
constexpr double height = 140;
constexpr std::size_t mostPoints = 2000;

std::string coordinates(double x, double y) {
  char text[48];
  std::snprintf(text, sizeof text, "%.1f,%.1f ", x, y);
  return text;
}

}  // namespace

std::string seriesChart(const std::vector<std::optional<double>>& values, std::span<const int> marked) {
  double greatest = 0;
  for (const auto& value : values) greatest = std::max(greatest, value.value_or(0));
  const double scale = greatest > 0 ? (height - 10) / greatest : 0;
  const double step = width / static_cast<double>(std::max<std::size_t>(2, values.size()) - 1);
  const std::size_t stretch = values.size() / mostPoints + 1;

  char label[64];
  std::snprintf(label, sizeof label, "%.4g", greatest);
  std::string svg = "<svg viewBox=\"0 0 1000 140\" preserveAspectRatio=\"none\" role=\"img\">";
  for (const int frame : marked) {
    const std::string x = std::to_string(frame * step);
    svg += "<line x1=\"" + x + "\" x2=\"" + x + "\" y1=\"0\" y2=\"140\" stroke=\"#d4a72c\" stroke-width=\"2\"/>";
  }
  std::string points;
  const auto finishLine = [&] {
    if (!points.empty()) svg += "<polyline fill=\"none\" stroke=\"#0969da\" stroke-width=\"1.5\" points=\"" + points + "\"/>";
    points.clear();
  };
  for (std::size_t i = 0; i < values.size(); i += stretch) {
    std::optional<double> shown;
    for (std::size_t k = i; k < std::min(i + stretch, values.size()); ++k) {
      if (values[k]) shown = std::max(shown.value_or(0), *values[k]);
    }
    if (shown) {
      points += coordinates(static_cast<double>(i) * step, height - *shown * scale);
    } else {
      finishLine();
    }
  }
  finishLine();
  return svg + "</svg><p>greatest: " + label + "</p>\n";
}

}  // namespace gradevault::analyze
