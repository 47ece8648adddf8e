#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gradevault/feedback.hpp"
#include "gradevault/golden_picture.hpp"
#include "precheck/frame_intake.hpp"
#include "precheck/kept_pictures.hpp"
#include "precheck/live_item.hpp"

namespace gradevault::precheck {

/// A camera: every frame is scanned at once and answered; golden frames come from pictures that were kept on
/// the way.
class LivePrecheck final : public Precheck {
 public:
  LivePrecheck(PrecheckRequest request, const Engine& engine, Executor& executor, const Clock& clock);

  [[nodiscard]] Result<std::optional<LiveFeedback>> push(const PrecheckFrame& frame) override;
  [[nodiscard]] Result<std::vector<int>> wanted() override;
  [[nodiscard]] Status showGolden(int frame, const PrecheckFrame& picture) override;
  [[nodiscard]] Result<RgbImage> goldenPicture(std::size_t index, int longSide) const override;
  [[nodiscard]] Result<Report> finish() override;

 private:
  /// Averaged-down luma of the frame at hand, as coded and upright.
  struct QuickLuma {
    GrayImage coded;
    GrayImage upright;
  };
  [[nodiscard]] Status begin();
  [[nodiscard]] Status scan(GrayView luma, bool restart, FrameScan& result);
  [[nodiscard]] std::optional<double> itemMotionPerSecond(const LiveItem::Place& place) const;
  [[nodiscard]] LiveFeedback answer(const LiveItem::Place& place, const QuickLuma& quick);

  PrecheckRequest request_;
  const Engine& engine_;
  Executor& executor_;
  const Clock& clock_;
  double started_;
  std::map<std::string, double> timings_;
  bool finished_ = false;
  FrameIntake intake_;
  std::unique_ptr<Scanner> scanner_;
  GrayImage luma_;
  std::vector<FrameRecord> records_;
  KeptPictures kept_;
  LiveItem item_;
  FeedbackSteadier steadier_;
  std::vector<GoldenPicture> golden_;
};

}  // namespace gradevault::precheck
