#include <algorithm>
#include <map>

#include "forwarding_device.hpp"
#include "host/cuda_edges.hpp"
#include "host/cuda_scanner.hpp"
#include "must.hpp"
#include "parts.hpp"

namespace gradevault::bench {
namespace {

/// What was asked for and not given back.
struct Held {
  std::map<void*, std::size_t> blocks;
  std::size_t bytes = 0;
  std::size_t most = 0;
};

class CountingDevice final : public ForwardingDevice {
 public:
  CountingDevice(std::unique_ptr<cuda::Device> device, std::shared_ptr<Held> held)
      : ForwardingDevice(std::move(device)), held_(std::move(held)) {}
  Result<void*> allocate(std::size_t bytes) override {
    Result<void*> memory = ForwardingDevice::allocate(bytes);
    if (!memory) return memory;
    held_->blocks[memory.value()] = bytes;
    held_->bytes += bytes;
    held_->most = std::max(held_->most, held_->bytes);
    return memory;
  }
  void release(void* memory) noexcept override {
    if (const auto block = held_->blocks.find(memory); block != held_->blocks.end()) {
      held_->bytes -= block->second;
      held_->blocks.erase(block);
    }
    ForwardingDevice::release(memory);
  }

 private:
  std::shared_ptr<Held> held_;
};

Json measure(const Plan& plan, Size size) {
  Json row{{"width", size.width}, {"height", size.height}};
  const std::unique_ptr<cuda::Device> watcher = plan.device.open().device;
  const std::size_t before = must(watcher->freeBytes());
  {
    const auto held = std::make_shared<Held>();
    const auto scanner = must(cuda::makeCudaScanner(
        std::make_unique<CountingDevice>(plan.device.open().device, held), size, {}));
    row["batch"] = scanner->framesACall() / 2;
    row["scannerBytes"] = held->most;
    const std::size_t after = must(watcher->freeBytes());
    row["freeBytesTaken"] = before > after ? before - after : 0;
  }
  const std::vector<GrayImage> luma(5, GrayImage(size.width, size.height));
  GrayImage valid(size.width, size.height);
  std::fill_n(valid.view().row(0), static_cast<std::size_t>(size.width), std::uint8_t{255});
  std::vector<AlignedFrame> frames;
  for (const GrayImage& frame : luma) frames.push_back({frame.view(), std::as_const(valid).view()});
  const auto held = std::make_shared<Held>();
  CountingDevice device(plan.device.open().device, held);
  (void)must(cuda::cudaEdgeMaps(device, frames, {}));
  row["defectMapsBytes"] = held->most;
  return row;
}

}  // namespace

Json measureMemory(const Plan& plan) {
  Json rows = Json::array();
  for (const Size size : plan.sizes) rows.push_back(measure(plan, size));
  return {{"unit", "bytes of device memory"}, {"rows", rows}};
}

}  // namespace gradevault::bench
