#include "executor_choice.hpp"

#if !defined(__EMSCRIPTEN__) || defined(__EMSCRIPTEN_PTHREADS__)
#include "gradevault/thread_pool.hpp"
#endif

namespace gradevault::module {

std::shared_ptr<Executor> executorOf([[maybe_unused]] int threads) {
#if !defined(__EMSCRIPTEN__) || defined(__EMSCRIPTEN_PTHREADS__)
  static std::shared_ptr<ThreadPool> pool;
  if (threads > 1) {
    if (!pool || pool->concurrency() != threads) {
      pool.reset();  // its threads end before others start
      pool = std::make_shared<ThreadPool>(threads);
    }
    return pool;
  }
#endif
  return std::make_shared<SequentialExecutor>();
}

}  // namespace gradevault::module
