#pragma once

#include <functional>

#include "gradevault/executor.hpp"
#include "picture_row.hpp"

namespace gradevault::cpu {

/// Calls `task(range)` for ranges that together are the rows 0 … height − 1, through `executor`; a single one where
/// nothing runs at once. What a task throws is thrown on, the last one of them.
void forRowStripes(Executor& executor, int height, const std::function<void(Rows)>& task);

}  // namespace gradevault::cpu
