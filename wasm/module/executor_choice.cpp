#include "executor_choice.hpp"

#if !defined(__EMSCRIPTEN__) || defined(__EMSCRIPTEN_PTHREADS__)
#include "gradevault/thread_pool.hpp"
#endif

namespace gradevault::module {

std::unique_ptr<Executor> makeExecutor([[maybe_unused]] int threads) {
#if !defined(__EMSCRIPTEN__) || defined(__EMSCRIPTEN_PTHREADS__)
  if (threads > 1) return std::make_unique<ThreadPool>(threads);
#endif
  return std::make_unique<SequentialExecutor>();
}

}  // namespace gradevault::module
