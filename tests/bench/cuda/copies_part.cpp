#include <cuda_runtime_api.h>

#include <memory>

#include "device/runtime_error.hpp"
#include "must.hpp"
#include "parts.hpp"

namespace gradevault::bench {
namespace {

constexpr std::size_t copiedBytes = std::size_t{512} << 20;  // ten times an H200's L2 cache
constexpr int copiesATime = 10;

using Memory = std::unique_ptr<void, void (*)(void*)>;

Memory onDevice() {
  void* memory = nullptr;
  must(cuda::said(cudaMalloc(&memory, copiedBytes), "cudaMalloc"));
  must(cuda::said(cudaMemset(memory, 1, copiedBytes), "cudaMemset"));
  return {memory, [](void* gone) { cudaFree(gone); }};
}

Memory pinned() {
  void* memory = nullptr;
  must(cuda::said(cudaMallocHost(&memory, copiedBytes), "cudaMallocHost"));
  return {memory, [](void* gone) { cudaFreeHost(gone); }};
}

/// GB/s, `passes` times the bytes for each copy.
Json rate(const Plan& plan, void* to, const void* from, cudaMemcpyKind kind, int passes) {
  std::vector<double> rates;
  const std::vector<double> each = secondsOfEach(plan.repetitions, [&] {
    for (int i = 0; i < copiesATime; ++i) {
      must(cuda::said(cudaMemcpyAsync(to, from, copiedBytes, kind), "cudaMemcpyAsync"));
    }
    must(cuda::said(cudaDeviceSynchronize(), "cudaDeviceSynchronize"));
  });
  for (const double seconds : each) rates.push_back(1e-9 * passes * copiesATime * copiedBytes / seconds);
  return spread(std::move(rates));
}

}  // namespace

Json measureCopies(const Plan& plan) {
  if (!plan.device.isCuda) return {{"skipped", "no CUDA device"}};
  const MeasuredDevice opened = plan.device.open();  // makes the device the thread's own
  const Memory first = onDevice();
  const Memory second = onDevice();
  const Memory host = pinned();
  return {{"deviceGigabytesASecond", rate(plan, second.get(), first.get(), cudaMemcpyDeviceToDevice, 2)},
          {"toDeviceGigabytesASecond", rate(plan, first.get(), host.get(), cudaMemcpyHostToDevice, 1)},
          {"fromDeviceGigabytesASecond", rate(plan, host.get(), first.get(), cudaMemcpyDeviceToHost, 1)}};
}

}  // namespace gradevault::bench
