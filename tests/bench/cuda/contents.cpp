#include "gradevault/thread_pool.hpp"
#include "parts.hpp"

namespace gradevault::bench {

std::vector<Content> contentsOf(const Plan& plan) {
  ThreadPool pool(availableThreads());
  std::vector<Content> contents;
  for (const Size size : plan.sizes) contents.push_back(printedPages(size, plan.frames, pool));
  if (plan.capture) contents.push_back(captureFrames(*plan.capture, plan.frames));
  return contents;
}

}  // namespace gradevault::bench
