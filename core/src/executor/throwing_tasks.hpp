#pragma once

#include <functional>

#include "gradevault/executor.hpp"

namespace gradevault {

/// Calls `task(0)` … `task(count − 1)` through `executor`, whose tasks must not throw: what one throws is thrown on when all
/// have ended, the last one of them.
void runThrowing(Executor& executor, int count, const std::function<void(int)>& task);

}  // namespace gradevault
