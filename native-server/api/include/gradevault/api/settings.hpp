#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "gradevault/outgoing/http_client.hpp"

namespace gradevault::api {

/// What an operator decides about the API; each has the flag's default.
struct Settings {
  bool keysRequired = false;  ///< also without any key in the store: the server can be reached from outside
  /// While no key is asked for: names that Host may hold beside localhost and publicUrl's, and pages of other
  /// origins that may ask. What the HTTP server is told.
  std::vector<std::string> allowedHosts;
  std::vector<std::string> corsOrigins;
  /// What videoUrl and callbackUrl may be, as far as their text tells.
  outgoing::AddressPolicy reachable;
  /// Names that a request may ask for.
  std::vector<std::string> engines{"auto", "cuda", "cpu", "reference", "opencv", "opencv-cuda"};
  std::int64_t maxUploadBytes = std::int64_t{4} << 30;  ///< of one capture
  int queueLimit = 1000;     ///< jobs that may wait; captures are refused before they are sent, then
  double linkSeconds = 900;  ///< how long a signed link opens
  double prototypeLinkSeconds =
      604'800;                    ///< the same for the prototype's calls, whose apps keep the addresses
  double uploadSeconds = 86'400;  ///< an upload that nobody adds to expires
  double waitSeconds = 900;       ///< the prototype's calls wait so long at most
  double keepAliveSeconds = 15;   ///< between comments in a silent stream of events
  double pollSeconds = 0.1;       ///< between looks at the store for new events
  double requestsPerSecond = 50;  ///< of one API key; 0: no limit
  double requestBurst = 200;
  std::string publicUrl;      ///< "https://scan.example.org": how clients see this server; empty: as they say
  std::filesystem::path web;  ///< the demo page's built files; empty or absent: a plain page
  std::int64_t freeBytes = std::int64_t{1} << 30;  ///< of the disk, that are left free
  std::int64_t dataBytes = 0;  ///< most that the data folder may take; 0: the disk's matter
};

}  // namespace gradevault::api
