#include <chrono>
#include <vector>

#include "harness/simt_device.hpp"
#include "measured_device.hpp"

namespace gradevault::bench {
namespace {

/// The host's clock at the time of marking: something to subtract, nothing to report.
class HostClock final : public QueueClock {
 public:
  int mark() override {
    times_.push_back(std::chrono::steady_clock::now());
    return static_cast<int>(times_.size()) - 1;
  }
  double seconds(int from, int to) override {
    return std::chrono::duration<double>(times_[static_cast<std::size_t>(to)] -
                                         times_[static_cast<std::size_t>(from)])
        .count();
  }
  void forget() override { times_.clear(); }

 private:
  std::vector<std::chrono::steady_clock::time_point> times_;
};

}  // namespace

DeviceKind harnessDevice() {
  const auto open = [] {
    return MeasuredDevice{std::make_unique<simt::SimtDevice>(), std::make_shared<HostClock>()};
  };
  return {"harness", false, open};
}

}  // namespace gradevault::bench
