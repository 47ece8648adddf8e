#pragma once

#include <memory>
#include <optional>

#include "engine_team.hpp"
#include "gradevault/analyze/analyze.hpp"

namespace gradevault::analyze {

/// A capture to be read: decoded by NVDEC where the request asks for it and as long as that works, else on
/// the CPU.
class CaptureSource {
 public:
  /// Errors: the reader's, when the CPU cannot read the capture either; invalid_argument for NVDEC with
  /// several devices.
  [[nodiscard]] static Result<CaptureSource> open(const Request& request, EngineTeam& team,
                                                  const Services& services);

  [[nodiscard]] media::VideoReader& reader() const noexcept { return *reader_; }
  [[nodiscard]] bool onDevice() const noexcept { return reader_->onDevice(); }
  /// What was read is worth nothing because of `error`: the capture is to be read from its first frame again,
  /// on the CPU. Returns `error` when it was on the CPU already, or when it is not for NVDEC to answer for.
  [[nodiscard]] Status takeOver(const Error& error);
  /// Adds where frames were decoded, and why not by NVDEC.
  void describe(EngineReport& report) const;

 private:
  CaptureSource(const Request& request, const Services& services)
      : request_(&request), services_(&services) {}
  [[nodiscard]] Status openOnCpu();

  const Request* request_;
  const Services* services_;
  std::unique_ptr<media::VideoReader> reader_;
  std::optional<EngineFallback> fallback_;
};

}  // namespace gradevault::analyze
