#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/checks.hpp"

namespace gradevault::test {

/// A capture of 1920×1080 that passes every check: five golden frames of a still, sharp, well-lit item that
/// fills the middle of the picture. Tests change what they are about.
struct Capture {
  std::vector<FrameRecord> frames;
  Selection selection;
  std::vector<ItemDetection> items;
  std::vector<std::optional<double>> itemSharpness;
  Size frameSize{1920, 1080};
  Size quickSize{640, 360};
  Options options;

  Capture() {
    for (int i = 0; i < 100; ++i) {
      FrameRecord record;
      record.time = i / 30.0;
      record.scan.emplace();
      record.scan->quick.sharpness = 2 * options.warnSharpness;
      record.scan->quick.meanLuma = options.warnBrightMean / 2;
      record.scan->quick.highlightLuma = 240;
      frames.push_back(record);
    }
    selection = {{10, 30, 50, 70, 90}, true, 0.9};
    ItemDetection item;
    item.quad = Quad{{{500, 90}, {1420, 90}, {1420, 990}, {500, 990}}};
    items.assign(5, item);
    itemSharpness.assign(5, 2 * options.warnSharpness);
  }

  QuickSample& golden(std::size_t index) {
    return frames[static_cast<std::size_t>(selection.frames[index])].scan->quick;
  }
  template <class Change>
  void eachGolden(Change change) {
    for (std::size_t i = 0; i < selection.frames.size(); ++i) change(golden(i));
  }
  void allQuads(const Quad& quad) {
    for (auto& item : items) item.quad = quad;
  }
  [[nodiscard]] std::vector<Check> checks() const {
    return runChecks({frames, selection, items, itemSharpness, frameSize, quickSize}, options);
  }
  [[nodiscard]] Check check(std::string_view id) const {
    const auto all = checks();
    return *std::find_if(all.begin(), all.end(), [&](const Check& one) { return one.id == id; });
  }
};

using Places = std::vector<std::string>;

}  // namespace gradevault::test
