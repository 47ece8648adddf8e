#include "checks/single_checks.hpp"

namespace gradevault {

std::vector<GoldenSample> goldenSamples(const CheckInput& input) {
  std::vector<GoldenSample> golden;
  for (std::size_t i = 0; i < input.selection.frames.size(); ++i) {
    const int frame = input.selection.frames[i];
    if (frame < 0 || static_cast<std::size_t>(frame) >= input.frames.size()) continue;
    const FrameRecord& record = input.frames[static_cast<std::size_t>(frame)];
    if (!record.scan) continue;
    golden.push_back({frame, &record.scan->quick, i < input.items.size() ? &input.items[i] : nullptr,
                      i < input.itemSharpness.size() ? input.itemSharpness[i] : std::nullopt});
  }
  return golden;
}

}  // namespace gradevault
