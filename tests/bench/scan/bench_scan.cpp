// What the scan of a frame costs, stage by stage, natively and as WebAssembly from one source; README.md says
// how to read it.
//
//     bench_scan [WIDTHxHEIGHT]... [--isa NAME] [--stage NAME] [--seconds S]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cpu_stages.hpp"
#include "gradevault/engines/cpu.hpp"
#include "gradevault/luma.hpp"
#include "printed_page.hpp"

namespace gradevault::bench {
namespace {

struct Arguments {
  std::vector<Size> sizes;
  std::string isa = "auto";
  std::string stage;     ///< only this one; empty: all
  double seconds = 0.5;  ///< that each stage repeats for, at least
};

bool readArguments(int argc, char** argv, Arguments& out) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    Size size;
    if (std::sscanf(argv[i], "%dx%d", &size.width, &size.height) == 2 && size.width > 0 && size.height > 0) {
      out.sizes.push_back(size);
    } else if (i + 1 == argc) {
      return false;
    } else if (name == "--isa") {
      out.isa = argv[++i];
    } else if (name == "--stage") {
      out.stage = argv[++i];
    } else if (name == "--seconds") {
      out.seconds = std::atof(argv[++i]);
    } else {
      return false;
    }
  }
  if (out.sizes.empty()) out.sizes = {{640, 360}, {640, 480}, {1280, 720}, {1920, 1080}};
  return true;
}

/// The fastest of as many calls as fit `seconds`, in ms. The first third only warms up: engines of JavaScript
/// compile a hot function again while it runs.
double fastest(double seconds, const std::function<void()>& work) {
  using Clock = std::chrono::steady_clock;
  const auto since = [](Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
  };
  const Clock::time_point begin = Clock::now();
  do work();
  while (since(begin) < seconds / 3);
  double least = 1e9;
  do {
    const Clock::time_point start = Clock::now();
    work();
    least = std::min(least, since(start));
  } while (since(begin) < seconds);
  return least * 1e3;
}

const cpu::Kernels* kernelsOf(const std::string& isa) {
  for (const cpu::Kernels* kernels : cpu::availableKernels()) {
    if (isa == "auto" || isa == kernels->isa) return kernels;
  }
  return nullptr;
}

/// The stages' times on one size, as a JSON object.
class SizeBench {
 public:
  SizeBench(Size size, const Arguments& arguments, const cpu::Kernels& kernels)
      : size_(size), arguments_(arguments), stages_(cpu::makeCpuStages(options_, kernels)) {
    for (unsigned i = 0; i < 2; ++i) pages_.push_back(printedPage(size, 0.4 * i, 0.3 * i, i + 1));
  }

  std::string run() {
    const GrayView first = pages_[0].view();
    const std::unique_ptr<FlowState> before = stages_->flowState(first);
    const std::unique_ptr<FlowState> now = stages_->flowState(pages_[1].view());
    // A scan makes one frame's state for each pair.
    add("flow", [&] {
      const std::unique_ptr<FlowState> state = stages_->flowState(first);
      sink_ = stages_->flowLength(*before, *now);
    });
    add("flow_state", [&] { (void)stages_->flowState(first); });
    add("flow_pair", [&] { sink_ = stages_->flowLength(*before, *now); });
    add("average", [&] { sink_ = stages_->averagedDown(first, std::max(quickFactor(size_), 2)).at(0, 0); });
    add("laplacian", [&] { sink_ = stages_->laplacian(first).squares; });
    add("exposure", [&] { sink_ = stages_->exposure(first).sum; });
    add("highlight", [&] { sink_ = stages_->highlightLuma(first); });
    add("glare", [&] { sink_ = std::ssize(stages_->saturatedAreas(first, options_.glareLevel)); });
    for (const Profile profile : {Profile::quick, Profile::precise}) addScan(profile);
    return "\"" + std::to_string(size_.width) + "x" + std::to_string(size_.height) + "\":{" + json_ + "}";
  }

 private:
  void add(const std::string& stage, const std::function<void()>& work) {
    if (!arguments_.stage.empty() && arguments_.stage != stage) return;
    char text[64];
    std::snprintf(text, sizeof(text), "%s\"%s\":%.4f", json_.empty() ? "" : ",", stage.c_str(),
                  fastest(arguments_.seconds, work));
    json_ += text;
  }

  /// The whole of one frame after another.
  void addScan(Profile profile) {
    Options options;
    options.profile = profile;
    const auto engine = makeCpuEngine(arguments_.isa);
    if (!engine) return;
    const auto scanner = engine.value()->makeScanner(size_, options);
    if (!scanner) return;
    SequentialExecutor executor;
    std::size_t next = 0;
    add(profile == Profile::quick ? "scan_quick" : "scan_precise", [&] {
      const ScanInput input{.luma = pages_[next].view()};
      FrameScan result;
      if (!scanner.value()->scan({&input, 1}, {&result, 1}, executor)) std::terminate();
      sink_ = result.quick.highlightLuma;
      next = 1 - next;
    });
  }

  Size size_;
  const Arguments& arguments_;
  Options options_;
  std::unique_ptr<LumaStages> stages_;
  std::vector<GrayImage> pages_;
  std::string json_;
  volatile std::int64_t sink_ = 0;  ///< no compiler leaves out what goes here
};

}  // namespace
}  // namespace gradevault::bench

int main(int argc, char** argv) {
  using namespace gradevault;
  bench::Arguments arguments;
  if (!bench::readArguments(argc, argv, arguments)) {
    std::cerr << "usage: bench_scan [WIDTHxHEIGHT]... [--isa NAME] [--stage NAME] [--seconds S]\n";
    return 2;
  }
  const cpu::Kernels* kernels = bench::kernelsOf(arguments.isa);
  if (kernels == nullptr) {
    std::cerr << "bench_scan: there is no instruction set '" << arguments.isa << "' here\n";
    return 2;
  }
  std::string json = "{\"isa\":\"" + std::string(kernels->isa) + "\",\"ms\":{";
  for (std::size_t i = 0; i < arguments.sizes.size(); ++i) {
    json += (i == 0 ? "" : ",") + bench::SizeBench(arguments.sizes[i], arguments, *kernels).run();
  }
  std::cout << json << "}}" << std::endl;
  return 0;
}
