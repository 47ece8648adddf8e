#include "executor/throwing_tasks.hpp"

#include <exception>
#include <mutex>

namespace gradevault {

void runThrowing(Executor& executor, int count, const std::function<void(int)>& task) {
  std::exception_ptr failure;
  std::mutex failing;
  executor.parallelFor(count, [&](int index) {
    try {
      task(index);
    } catch (...) {
      const std::lock_guard lock(failing);
      failure = std::current_exception();
    }
  });
  if (failure) std::rethrow_exception(failure);
}

}  // namespace gradevault
