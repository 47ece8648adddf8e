#pragma once

#include <functional>
#include <string>

#include "gradevault/result.hpp"
#include "gradevault/settings/serve_settings.hpp"

/// The server put together: HTTP in front, the durable store behind, workers beside it in processes of their
/// own.
namespace gradevault::serve {

/// What the program lends.
struct Host {
  std::string version;
  std::function<bool()>
      stopAsked;  ///< true from the first SIGTERM or Ctrl-C on; a second one ends the process
  std::function<void(const std::string& line)>
      announce;  ///< the address and what goes with it, for people (not with a log in JSON)
};

/// Serves until it is asked to stop; then takes nothing new, gives workers `fleet.drainSeconds` to end or
/// hand back their jobs, and returns. Errors: invalid_argument (settings; an address that others reach,
/// without a key), write_failed (data folder, address in use), unsupported, internal.
[[nodiscard]] Status serve(const settings::ServeSettings& settings, const Host& host);

}  // namespace gradevault::serve
