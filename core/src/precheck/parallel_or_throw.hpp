#pragma once

#include <exception>
#include <vector>

#include "gradevault/executor.hpp"

namespace gradevault::precheck {

/// `parallelFor` for tasks that may throw, which an executor's must not: what the first of them threw is
/// thrown here.
template <class Task>
void parallelOrThrow(Executor& executor, int count, const Task& task) {
  std::vector<std::exception_ptr> failures(static_cast<std::size_t>(count));
  executor.parallelFor(count, [&](int i) {
    try {
      task(i);
    } catch (...) {
      failures[static_cast<std::size_t>(i)] = std::current_exception();
    }
  });
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace gradevault::precheck
