#include "gradevault/scan_call.hpp"

#include <string>

namespace gradevault {
namespace {

std::string sizeText(Size size) {
  return std::to_string(size.width) + "x" + std::to_string(size.height);
}

}  // namespace

Status checkResults(std::size_t frames, std::size_t results) {
  if (frames == results) return {};
  return Error{ErrorCode::invalid_argument, "a scan of " + std::to_string(frames) +
                                                " frames needs as many results, not " +
                                                std::to_string(results)};
}

Error wrongFrame(Size given, Size wanted) {
  return {ErrorCode::invalid_argument,
          "a frame of " + sizeText(given) + " came to a scanner for " + sizeText(wanted)};
}

Status checkScanCall(Size size, std::span<const ScanInput> frames, std::size_t results) {
  if (Status status = checkResults(frames.size(), results); !status) return status;
  for (const ScanInput& frame : frames) {
    if (frame.luma.size() != size || frame.luma.channels() != 1) return wrongFrame(frame.luma.size(), size);
  }
  return {};
}

}  // namespace gradevault
