#pragma once

#include <string>
#include <string_view>

#include "gradevault/precheck.hpp"

namespace gradevault::module {

/// What gv_start is asked for.
struct StartRequest {
  PrecheckRequest precheck;
  std::string engine = "cpu";
  int threads = 1;
};

/// {options, live, source, rotation, scanId, shot, threads, engine}, each of them optional; of `source`:
/// fileName, bytes, container, codec, transfer, the rest is learnt from the frames. Profile quick where
/// `options` names none. Errors (invalid_argument): a wrong type, an unknown member, an option out of its
/// range; each by its name.
[[nodiscard]] Result<StartRequest> readStartRequest(std::string_view json);

}  // namespace gradevault::module
