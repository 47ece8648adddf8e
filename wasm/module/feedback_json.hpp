#pragma once

#include <string>

#include "gradevault/precheck.hpp"

namespace gradevault::module {

/// The members of `Feedback` in wasm/package/src/api.ts, but for the latency, which only JavaScript knows.
/// `upright` is the frame's size.
[[nodiscard]] std::string feedbackJson(const LiveFeedback& live, Size upright);

}  // namespace gradevault::module
