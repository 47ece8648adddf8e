#include "reference_stages.hpp"

#include <utility>

#include "farneback.hpp"
#include "scan/motion.hpp"

namespace gradevault {
namespace {

struct KeptPyramid final : FlowState {
  explicit KeptPyramid(FlowPyramid kept) : pyramid(std::move(kept)) {}
  FlowPyramid pyramid;
};

class ReferenceStages final : public LumaStages {
 public:
  explicit ReferenceStages(const Options& options) : settings_(flowSettings(options)) {}

  LaplacianSums laplacian(GrayView luma) const override { return laplacianSums(luma); }
  ExposureCounts exposure(GrayView luma) const override { return exposureCounts(luma); }
  std::vector<SaturatedBlob> saturatedAreas(GrayView luma, int level) const override {
    return saturatedBlobs(luma, level);
  }
  std::unique_ptr<FlowState> flowState(GrayView luma) const override {
    return std::make_unique<KeptPyramid>(flowPyramid(luma, settings_));
  }
  std::int64_t flowLength(const FlowState& before, const FlowState& now) const override {
    const FlowPyramid& from = static_cast<const KeptPyramid&>(before).pyramid;
    const FlowPyramid& to = static_cast<const KeptPyramid&>(now).pyramid;
    return flowLengthSum(farnebackFlow(from, to, settings_).view());
  }

 private:
  FlowSettings settings_;
};

}  // namespace

std::unique_ptr<LumaStages> makeReferenceStages(const Options& options) {
  return std::make_unique<ReferenceStages>(options);
}

}  // namespace gradevault
