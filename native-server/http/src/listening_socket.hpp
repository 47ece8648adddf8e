#pragma once

#include <string>

#include "gradevault/process/file_descriptor.hpp"
#include "gradevault/result.hpp"

namespace gradevault::http {

struct ListeningSocket {
  process::FileDescriptor descriptor;  ///< non-blocking
  int port = 0;
};
/// `address`: IPv4 or IPv6 in digits, or "localhost". Errors: invalid_argument (not an address), write_failed
/// (cannot be bound: in use, not this machine's, no permission).
[[nodiscard]] Result<ListeningSocket> listenOn(const std::string& address, int port);

struct Accepted {
  process::FileDescriptor socket;  ///< non-blocking
  std::string peer;                ///< address in digits; IPv4 ones without "::ffff:"
  int error = 0;                   ///< errno where there is none
};
[[nodiscard]] Accepted acceptFrom(const ListeningSocket& listening);

}  // namespace gradevault::http
