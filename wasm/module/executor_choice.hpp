#pragma once

#include <memory>

#include "gradevault/executor.hpp"

namespace gradevault::module {

/// With as many threads as asked for where the build has threads, else the calling one alone. A pool of
/// threads is made once and used by every session after another: a browser gives an ended thread's place back
/// only when the worker's script has returned to its event loop, so that the next session could not start its
/// own. For one calling thread.
[[nodiscard]] std::shared_ptr<Executor> executorOf(int threads);

}  // namespace gradevault::module
