#pragma once

#include <cstdint>
#include <string_view>

namespace gradevault {

struct Check;  // checks.hpp

enum class Stage { open, scan, select, decode_golden, rectify, align, defects, write };

[[nodiscard]] std::string_view name(Stage stage) noexcept;

/// A golden frame, as soon as it was chosen; its picture is decoded later.
struct GoldenFrameFound {
  int index = 0;  ///< 0 is the sharpest
  int frame = 0;
  double time = 0;       ///< s since the first frame
  double sharpness = 0;  ///< of the quick luma
};

/// One listener for the command line's bar, the server's events and JavaScript's callback.
class Progress {
 public:
  virtual ~Progress() = default;
  /// `done` of `total` units of the stage's work; `total` 0 when it is not known. Called from one thread at a time.
  virtual void update(Stage stage, std::int64_t done, std::int64_t total) = 0;
  /// What is known before the end, each from the thread that calls `update`. A scan that starts again (NVDEC
  /// gave up) tells golden frames once only.
  virtual void goldenFrame(const GoldenFrameFound&) {}
  virtual void check(const Check&) {}
  /// Asked between units of work, from any thread; true makes the work end with `ErrorCode::cancelled`.
  [[nodiscard]] virtual bool cancelled() const noexcept { return false; }
};

/// Listens to nothing and never cancels.
class SilentProgress final : public Progress {
 public:
  void update(Stage, std::int64_t, std::int64_t) override {}
};

}  // namespace gradevault
