// bench_cuda_stages PART: what the cuda engine costs on a device of this machine, as JSON on stdout; README.md
// says what the parts are. Exit code 77 where no CUDA device answers.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <map>

#include "gradevault/engines/cuda.hpp"
#include "parts.hpp"

namespace gradevault::bench {
namespace {

constexpr int noDevice = 77;

using Part = Json (*)(const Plan&);
const std::map<std::string, Part> parts{
    {"copies", measureCopies},        {"start", measureStart},   {"pairs", measurePairs},       {"kernels", measureKernels},
    {"defects", measureDefectMaps},   {"memory", measureMemory}, {"decoding", measureDecoding},
};

Size sizeFrom(const std::string& text) {
  Size size;
  char end = 0;
  if (std::sscanf(text.c_str(), "%dx%d%c", &size.width, &size.height, &end) != 2 || size.width < 1 || size.height < 1) {
    throw CLI::ValidationError("--size", "'" + text + "' is not a size like 1920x1080");
  }
  return size;
}

int run(int argc, char** argv) {
  CLI::App app("Measures the cuda engine on a device of this machine.", "bench_cuda_stages");
  Plan plan;
  std::string part, on = "cuda", capture;
  std::vector<std::string> sizes{"640x480", "1280x720", "1920x1080"};
  plan.batches = {1, 4, 16, 32};
  int device = 0;
  app.add_option("part", part, "copies, start, pairs, kernels, defects, memory or decoding")
      ->required()
      ->check(CLI::IsMember(parts));
  app.add_option("--on", on, "cuda, or harness: fibres, to try the program without a GPU")->check(CLI::IsMember({"cuda", "harness"}));
  app.add_option("--device", device, "number of the CUDA device");
  app.add_option("--size", sizes, "WxH of the frames, several with commas between")->delimiter(',');
  app.add_option("--batch", plan.batches, "pairs a launch, several with commas between")->delimiter(',')->check(CLI::Range(1, 1024));
  app.add_option("--capture", capture, "video whose frames are measured beside the printed page, at its own size");
  app.add_option("--frames", plan.frames, "frames made or decoded")->check(CLI::Range(2, 4096));
  app.add_option("--repetitions", plan.repetitions, "samples of each time")->check(CLI::Range(1, 1000));
  app.add_option("--threads", plan.threads, "threads that copy frames to pinned memory")->check(CLI::Range(1, 256));
  try {
    app.parse(argc, argv);
    plan.sizes.clear();
    for (const std::string& size : sizes) plan.sizes.push_back(sizeFrom(size));
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (!capture.empty()) plan.capture = capture;
  if (on == "cuda" && part != "decoding") {
    if (const auto devices = cudaDevices(); !devices) {
      std::fprintf(stderr, "%s\n", devices.error().message.c_str());
      return noDevice;
    }
    plan.device = cudaDevice(device);
  } else {
    plan.device = harnessDevice();
  }
  Json report{{"part", part}, {"device", part == "decoding" ? "none" : plan.device.name}};
  report.update(parts.at(part)(plan));
  std::puts(report.dump(2).c_str());
  return 0;
}

}  // namespace
}  // namespace gradevault::bench

int main(int argc, char** argv) {
  try {
    return gradevault::bench::run(argc, argv);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_cuda_stages: %s\n", failure.what());
    return 1;
  }
}
