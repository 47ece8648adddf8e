#pragma once

#include <string>
#include <string_view>

namespace gradevault::http {

/// Why a request gets a problem instead of a handler. The texts live as long as the program.
struct Refusal {
  int status = 400;
  std::string_view code;
  std::string_view title;
  std::string_view detail;
  /// What follows on the connection can no longer be told apart from an attack.
  bool mustClose = false;
  int retryAfter = 0;   ///< s; 0: not said
  std::string allow{};  ///< methods, for 405
};

}  // namespace gradevault::http
