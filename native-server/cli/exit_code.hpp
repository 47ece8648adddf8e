#pragma once

#include <algorithm>

#include "gradevault/result.hpp"

namespace gradevault::cli {

/// What the program's exit status says.
enum ExitCode : int {
  done = 0,
  different = 1,     ///< compare: the two differ
  bad_usage = 2,
  unreadable = 3,    ///< the input cannot be read
  failed = 4,
  interrupted = 130  ///< Ctrl-C, as shells expect it (128 + SIGINT)
};

[[nodiscard]] inline ExitCode exitCode(const Error& error) {
  switch (error.code) {
    case ErrorCode::invalid_argument: return bad_usage;
    case ErrorCode::unreadable_input: return unreadable;
    case ErrorCode::cancelled: return interrupted;
    case ErrorCode::unsupported:
    case ErrorCode::write_failed:
    case ErrorCode::internal: break;
  }
  return failed;
}

}  // namespace gradevault::cli
