#include "flow_pairs.hpp"

#include <algorithm>
#include <cstring>

#include "host/flow_series.hpp"
#include "must.hpp"

namespace gradevault::bench {
namespace {

/// So many pairs a sample at least: one wait for the device is spread over them.
constexpr int pairsASample = 64;

cuda::PlaneMemory<unsigned char> onDevice(cuda::Device& device, const std::vector<GrayImage>& frames, int batch) {
  const Size size = frames[0].size();
  auto luma = must(cuda::PlaneMemory<unsigned char>::of(device, size, batch));
  const auto pinned = must(cuda::PinnedBuffer<unsigned char>::of(device, luma.buffer().count()));
  std::memset(pinned.data(), 0, pinned.bytes());
  const cuda::Stack<unsigned char> staged = cuda::stackIn(pinned.data(), size, batch);
  for (int i = 0; i < batch; ++i) {
    const GrayView frame = frames[static_cast<std::size_t>(i) % frames.size()].view();
    for (int y = 0; y < size.height; ++y) {
      std::memcpy(staged.data + i * staged.layerElements + static_cast<std::ptrdiff_t>(y) * staged.stride, frame.row(y),
                  static_cast<std::size_t>(size.width));
    }
  }
  must(device.upload(luma.buffer().data(), pinned.data(), pinned.bytes(), cuda::Queue::work));
  const cuda::Event copied = must(device.makeEvent());
  must(device.record(copied, cuda::Queue::work));
  must(device.synchronize(copied));
  return luma;
}

}  // namespace

std::vector<double> flowSeconds(const Plan& plan, const std::vector<GrayImage>& frames, int batch) {
  const std::unique_ptr<cuda::Device> device = plan.device.open().device;
  const auto luma = onDevice(*device, frames, batch);
  const auto lengths = must(cuda::DeviceBuffer<long long>::of(*device, static_cast<std::size_t>(batch)));
  auto series = must(cuda::FlowSeries::make(*device, cuda::flowPlan(frames[0].size(), {}), batch));
  const cuda::Event done = must(device->makeEvent());
  const int rounds = std::max(1, std::min(pairsASample, 4 * plan.frames) / batch);
  std::vector<double> samples = secondsOfEach(plan.repetitions, [&] {
    for (int i = 0; i < rounds; ++i) {
      must(device->clear(lengths.data(), lengths.bytes()));
      must(series.enqueue(*device, readOnly(luma.stack()), batch, {lengths.data(), batch, 1, batch}));
    }
    must(device->record(done, cuda::Queue::work));
    must(device->synchronize(done));
  });
  for (double& seconds : samples) seconds /= static_cast<double>(rounds) * batch;
  return samples;
}

}  // namespace gradevault::bench
