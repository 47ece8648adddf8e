// bench_sandbox FILE THREADS [TIMES]: reads a capture's luma in this process and in the program's decoder
// process by turns. Prints a line each: seconds to open, of wall clock and of processor time (both
// processes), frames a second; then the medians.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include "gradevault/sandbox/sandboxed_reader.hpp"

namespace {

using namespace gradevault;

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

double processorTime() {
  double sum = 0;
  for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    ::getrusage(who, &usage);
    sum += seconds(usage.ru_utime) + seconds(usage.ru_stime);
  }
  return sum;
}

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Cost {
  double open = 0;
  double wall = 0;
  double processor = 0;
  int frames = 0;
};

template <class Open>
Cost costOf(const Open& open) {
  Cost cost;
  const double processor = processorTime();
  const double start = now();
  {
    auto reader = open();
    if (!reader.ok()) {
      std::fprintf(stderr, "%s\n", reader.error().message.c_str());
      std::exit(1);
    }
    cost.open = now() - start;
    GrayImage spare;
    for (;;) {
      auto frame = (*reader)->next(std::move(spare));
      if (!frame.ok() || !frame->has_value()) break;
      spare = std::move((*frame)->luma);
      ++cost.frames;
    }
  }  // a child's processor time counts once it was reaped
  cost.wall = now() - start;
  cost.processor = processorTime() - processor;
  return cost;
}

double median(std::vector<Cost> costs, double Cost::*what) {
  std::ranges::sort(costs, {}, what);
  return costs[costs.size() / 2].*what;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const int threads = std::atoi(argv[2]);
  const int times = argc > 3 ? std::atoi(argv[3]) : 5;
  sandbox::SandboxSettings settings;
  settings.program = GRADEVAULT_PROGRAM;
  std::vector<Cost> here;
  std::vector<Cost> there;
  for (int i = 0; i < times; ++i) {
    here.push_back(costOf([&] { return media::VideoReader::open(argv[1], {}, threads); }));
    there.push_back(costOf([&] { return sandbox::openSandboxed(argv[1], {}, threads, settings); }));
  }
  for (const auto& [name, costs] : {std::pair("in this process", here), std::pair("sandboxed", there)}) {
    for (const Cost& cost : costs) {
      std::printf("%-16s open %.3f s, wall %.3f s, processor %.3f s, %.1f frames/s\n", name, cost.open,
                  cost.wall, cost.processor, cost.frames / cost.wall);
    }
    std::printf("%-16s median: open %.3f s, wall %.3f s, processor %.3f s\n", name,
                median(costs, &Cost::open), median(costs, &Cost::wall), median(costs, &Cost::processor));
  }
  return 0;
}
