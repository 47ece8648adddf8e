#pragma once

#include <string>
#include <string_view>
#include <system_error>

#include "gradevault/result.hpp"

namespace gradevault::process {

/// "`what` failed: the system's words for `number`" (an errno).
[[nodiscard]] inline Error systemError(std::string_view what, int number) {
  return {ErrorCode::internal, std::string(what) + " failed: " + std::system_category().message(number)};
}

}  // namespace gradevault::process
