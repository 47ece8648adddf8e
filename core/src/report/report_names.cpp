#include "gradevault/report.hpp"

namespace gradevault {

std::string_view name(ReportStage value) noexcept {
  return value == ReportStage::precheck ? "precheck" : "full";
}

std::string_view name(LumaSource value) noexcept {
  return value == LumaSource::yuv ? "yuv" : "rgba";
}

}  // namespace gradevault
