#pragma once

#include <memory>
#include <optional>
#include <set>

#include "gradevault/frame_times.hpp"
#include "gradevault/golden_picture.hpp"
#include "gradevault/select.hpp"
#include "precheck/frame_intake.hpp"
#include "precheck/kept_pictures.hpp"
#include "precheck/scan_batch.hpp"

namespace gradevault::precheck {

/// A whole file: every frame scanned, golden frames' pictures kept on the way or asked for afterwards.
class FilePrecheck final : public Precheck {
 public:
  FilePrecheck(PrecheckRequest request, const Engine& engine, Executor& executor, const Clock& clock);

  [[nodiscard]] Result<std::optional<LiveFeedback>> push(const PrecheckFrame& frame) override;
  [[nodiscard]] Result<std::vector<int>> wanted() override;
  [[nodiscard]] Status showGolden(int frame, const PrecheckFrame& picture) override;
  [[nodiscard]] Result<RgbImage> goldenPicture(std::size_t index, int longSide) const override;
  [[nodiscard]] Result<Report> finish() override;

 private:
  enum class Stage { scanning, golden, finished };
  [[nodiscard]] Status begin();
  void takeScan(FrameScan scan, const DecodedPicture* picture);
  [[nodiscard]] Status endScan();
  [[nodiscard]] Status proveGolden(int frame, const PrecheckFrame& picture);

  PrecheckRequest request_;
  const Engine& engine_;
  Executor& executor_;
  const Clock& clock_;
  double started_;
  std::map<std::string, double> timings_;
  Stage stage_ = Stage::scanning;
  FrameIntake intake_;
  std::unique_ptr<Scanner> scanner_;
  std::optional<ScanBatch> batch_;
  std::vector<double> times_;  ///< of frames that are not scanned yet, too
  std::vector<FrameRecord> records_;
  KeptPictures kept_;
  FrameTimes regular_;
  Selection selection_;
  std::set<int> missing_;              ///< golden frames whose pictures are still to come
  std::vector<GoldenPicture> golden_;  ///< in the selection's order
};

}  // namespace gradevault::precheck
