#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gradevault/result.hpp"

namespace gradevault::http {

struct Certificate {
  std::filesystem::path certificate;  ///< PEM
  std::filesystem::path privateKey;   ///< PEM, mode 0600
  std::string fingerprint;            ///< SHA-256 as browsers show it: "AB:CD:…"
  bool fresh = false;                 ///< made now: who trusted the one before must look again
};

/// A certificate for a server in one's own network, signed by itself: EC P-256, one year, for these names and
/// addresses (in digits). Kept in `folder` as self-signed.crt and self-signed.key, and taken again as long as
/// it covers all of them and lasts 30 days more. Errors: invalid_argument (no name at all, or one that is
/// none), write_failed.
[[nodiscard]] Result<Certificate> makeSelfSigned(const std::filesystem::path& folder,
                                                 const std::vector<std::string>& names,
                                                 const std::vector<std::string>& addresses);

/// This machine's addresses by which others may reach it: no loopback, no link-local ones. IPv4 first.
[[nodiscard]] std::vector<std::string> ownAddresses();

}  // namespace gradevault::http
