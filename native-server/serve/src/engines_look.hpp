#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "gradevault/result.hpp"
#include "gradevault/serve/engines_view.hpp"

namespace gradevault::serve {

/// Asks a child process which engines and devices there are, because asking may hang, and because the server
/// itself must never have CUDA in it. `arguments` get " --descriptor 3". Ends early when `stop` becomes true.
/// Errors: internal, with the reason.
[[nodiscard]] Result<EnginesView> lookAtEngines(const std::string& program,
                                                const std::vector<std::string>& arguments, double deadline,
                                                const std::atomic<bool>& stop);

}  // namespace gradevault::serve
