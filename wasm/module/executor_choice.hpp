#pragma once

#include <memory>

#include "gradevault/executor.hpp"

namespace gradevault::module {

/// With as many threads as asked for where the build has threads, else the calling one alone.
[[nodiscard]] std::unique_ptr<Executor> makeExecutor(int threads);

}  // namespace gradevault::module
