// bench_cuda_stages: what the cuda engine's scan costs on this machine's first device, as JSON on stdout. For
// each size: µs a frame of a whole scan (decoded frames in memory, copies included), µs a pair of the
// full-size flow alone (frames already on the device), and µs a frame of each kernel, one at a time. Exit
// code 77 where no CUDA device answers.

#include <cuda_runtime_api.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <exception>
#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "device/runtime_device.hpp"
#include "gradevault/engines/cuda.hpp"
#include "host/cuda_scanner.hpp"
#include "host/flow_series.hpp"
#include "pictures/pictures.hpp"
#include "timed_device.hpp"

namespace gradevault::bench {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

void must(const Status& status) {
  if (!status) throw std::runtime_error(status.error().message);
}

double secondsOf(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// GB/s, read and written, of a copy of 512 MiB within the device.
double copyBandwidth() {
  constexpr std::size_t bytes = std::size_t{512} << 20;
  constexpr int rounds = 20;
  void* from = nullptr;
  void* to = nullptr;
  if (cudaMalloc(&from, bytes) != cudaSuccess || cudaMalloc(&to, bytes) != cudaSuccess) return 0;
  const auto copies = [&] {
    for (int i = 0; i < rounds; ++i) cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToDevice);
    cudaDeviceSynchronize();
  };
  copies();
  const double seconds = secondsOf(copies);
  cudaFree(from);
  cudaFree(to);
  return 2.0 * rounds * static_cast<double>(bytes) / seconds * 1e-9;
}

std::vector<GrayImage> movingFrames(Size size, int count) {
  std::vector<GrayImage> frames;
  for (int i = 0; i < count; ++i) frames.push_back(testing::waves(size, 0.7 * i, -0.4 * i));
  return frames;
}

/// Seconds a frame of the scanner over `rounds` times the frames, after one round to warm up.
double scanSeconds(std::unique_ptr<cuda::Device> device, const std::vector<GrayImage>& frames, int rounds) {
  const auto scanner = must(cuda::makeCudaScanner(std::move(device), frames[0].size(), {}));
  std::vector<ScanInput> inputs;
  for (const GrayImage& frame : frames) inputs.push_back({.luma = frame.view(), .restart = false});
  std::vector<FrameScan> scans(frames.size());
  SequentialExecutor executor;
  must(scanner->scan(inputs, scans, executor));
  const double seconds = secondsOf([&] {
    for (int i = 0; i < rounds; ++i) must(scanner->scan(inputs, scans, executor));
  });
  return seconds / (rounds * static_cast<double>(frames.size()));
}

/// Seconds a pair of expansion and flow, `batch` pairs a launch, frames already on the device.
double flowSeconds(cuda::Device& device, const std::vector<GrayImage>& frames, int batch, int rounds) {
  const Size size = frames[0].size();
  const auto luma = must(cuda::PlaneMemory<unsigned char>::of(device, size, batch));
  const auto pinned = must(cuda::PinnedBuffer<unsigned char>::of(device, luma.buffer().count()));
  const auto lengths = must(cuda::DeviceBuffer<long long>::of(device, static_cast<std::size_t>(batch)));
  for (int i = 0; i < batch; ++i) {
    const GrayView frame = frames[static_cast<std::size_t>(i) % frames.size()].view();
    for (int y = 0; y < size.height; ++y) {
      std::memcpy(pinned.data() + i * luma.stack().layerElements +
                      static_cast<std::ptrdiff_t>(y) * luma.stack().stride,
                  frame.row(y), static_cast<std::size_t>(size.width));
    }
  }
  const cuda::Event done = must(device.makeEvent());
  must(device.upload(luma.buffer().data(), pinned.data(), pinned.bytes(), cuda::Queue::work));
  auto series = must(cuda::FlowSeries::make(device, cuda::flowPlan(size, {}), batch));
  const auto run = [&](int times) {
    for (int i = 0; i < times; ++i) {
      must(series.enqueue(device, readOnly(luma.stack()), batch, {lengths.data(), batch, 1, batch}));
    }
    must(device.record(done, cuda::Queue::work));
    must(device.synchronize(done));
  };
  run(2);
  return secondsOf([&] { run(rounds); }) / (static_cast<double>(rounds) * batch);
}

Json measure(Size size) {
  const std::vector<GrayImage> frames = movingFrames(size, 32);
  const int batch = std::clamp((1 << 25) / (size.width * size.height), 2, 32);
  Json result{{"width", size.width}, {"height", size.height}, {"batch", batch}};
  const auto device = must(cuda::makeRuntimeDevice(0));
  result["flowMicrosecondsAPair"] = 1e6 * flowSeconds(*device, frames, batch, 20);
  result["scanMicrosecondsAFrame"] = 1e6 * scanSeconds(must(cuda::makeRuntimeDevice(0)), frames, 10);
  TimedDevice::Times times;
  scanSeconds(std::make_unique<TimedDevice>(must(cuda::makeRuntimeDevice(0)), times), frames, 1);
  Json& kernels = result["kernelMicrosecondsAFrame"];
  for (const auto& [name, seconds] : times) {
    kernels[name] = 1e6 * seconds / (2 * static_cast<double>(frames.size()));
  }
  return result;
}

int bench() {
  const Result<std::vector<CudaDevice>> devices = cudaDevices();
  if (!devices) {
    std::fprintf(stderr, "%s\n", devices.error().message.c_str());
    return 77;
  }
  const CudaDevice& device = devices.value()[0];
  Json report{{"device", device.name},
              {"computeCapability", std::to_string(device.major) + "." + std::to_string(device.minor)},
              {"copyGigabytesASecond", copyBandwidth()},
              {"sizes", Json::array()}};
  for (const Size size : {Size{640, 480}, Size{1280, 720}, Size{1920, 1080}, Size{3840, 2160}}) {
    report["sizes"].push_back(measure(size));
  }
  std::printf("%s\n", report.dump(2).c_str());
  return 0;
}

}  // namespace
}  // namespace gradevault::bench

int main() {
  try {
    return gradevault::bench::bench();
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_cuda_stages: %s\n", failure.what());
    return 1;
  }
}
