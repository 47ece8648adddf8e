#pragma once

#include <memory>

#include "gradevault/options.hpp"
#include "scan/luma_stages.hpp"

namespace gradevault {

/// The plain definitions of core/src/scan and the plain flow of farneback.hpp.
[[nodiscard]] std::unique_ptr<LumaStages> makeReferenceStages(const Options& options);

}  // namespace gradevault
