#pragma once

#include <memory>
#include <span>
#include <vector>

#include "batch_reader.hpp"
#include "engine_relay.hpp"
#include "gradevault/analyze/analyze.hpp"

namespace gradevault::analyze {

/// A scanner whose engine may fail: the next one's scanner then starts with the frame before.
class RelayedScanner {
 public:
  RelayedScanner(EngineRelay& engine, Size size, const Options& options, const Services& services)
      : engine_(engine), size_(size), options_(options), services_(services) {}

  /// Makes the scanner, unless it is there.
  [[nodiscard]] Status prepare();
  /// After `prepare`.
  [[nodiscard]] int framesACall() const { return scanner_->framesACall(); }

  /// Scans the job's frames; `scans` has one entry for each. `before`: the frame before the job's first one,
  /// null where there is none; `follows`: it was the last one that this scanner scanned.
  [[nodiscard]] Status scan(const ScanJob& job, const media::LumaFrame* before, bool follows,
                            std::span<FrameScan> scans);

 private:
  [[nodiscard]] Status attempt(const ScanJob& job, const media::LumaFrame* before,
                               std::span<FrameScan> scans);

  EngineRelay& engine_;
  Size size_;
  const Options& options_;
  const Services& services_;
  std::unique_ptr<Scanner> scanner_;
};

}  // namespace gradevault::analyze
