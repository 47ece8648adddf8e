#include "capture_source.hpp"

#include <utility>

namespace gradevault::analyze {
namespace {

EngineFallback toCpu(const Error& error) {
  EngineFallback fallback;
  fallback.from = "nvdec";
  fallback.to = "cpu";
  fallback.reason = error.message;
  return fallback;
}

}  // namespace

Result<CaptureSource> CaptureSource::open(const Request& request, EngineTeam& team,
                                          const Services& services) {
  CaptureSource source(request, services);
  if (request.decode == DecodePlace::nvdec) {
    if (team.size() > 1) {
      return Error{
          ErrorCode::invalid_argument,
          "decoding by NVDEC serves one device; give --device one number, or leave --decode nvdec out"};
    }
    const Result<LumaDevice> device = team.member(0).engine().lumaDevice();
    auto reader = device.ok() ? services.openOnDevice(request.capture, request.limits, *device,
                                                      services.executor.concurrency())
                              : Result<std::unique_ptr<media::VideoReader>>(device.error());
    if (reader.ok()) {
      source.reader_ = std::move(reader).value();
      return source;
    }
    source.fallback_ = toCpu(reader.error());
  }
  if (auto status = source.openOnCpu(); !status.ok()) return status.error();
  return source;
}

Status CaptureSource::openOnCpu() {
  auto reader = services_->open(request_->capture, request_->limits, services_->executor.concurrency());
  if (!reader.ok()) return reader.error();
  reader_ = std::move(reader).value();
  return {};
}

Status CaptureSource::takeOver(const Error& error) {
  if (!onDevice() || error.code == ErrorCode::cancelled) return error;
  fallback_ = toCpu(error);
  fallback_->frame = reader_->framesRead();
  return openOnCpu();
}

void CaptureSource::describe(EngineReport& report) const {
  if (fallback_) report.fallbacks.push_back(*fallback_);
  if (onDevice()) report.detail += "; decoded by NVDEC";
}

}  // namespace gradevault::analyze
