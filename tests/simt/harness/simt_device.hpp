#pragma once

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "block_run.hpp"
#include "findings.hpp"
#include "host/device.hpp"

namespace gradevault::simt {

/// A device made of fibres. Copies and kernels happen late: handed to a queue, they wait until the host
/// synchronizes, and then the queues advance in an order drawn from the schedule's seed. So a missing event,
/// or pinned memory that is used too early, shows. What a kernel does wrong comes back as an error of
/// `synchronize`; memory is surrounded by sentinels and holds rubbish at first.
class SimtDevice final : public cuda::Device {
 public:
  explicit SimtDevice(Schedule schedule = {}, std::size_t memory = std::size_t{1} << 30)
      : schedule_(schedule), memory_(memory), random_(schedule.seed + 2) {}
  ~SimtDevice() override;

  std::string name() const override { return "simt"; }
  int multiprocessors() const override { return 2; }
  Result<std::size_t> freeBytes() override { return memory_ - used_; }
  Status activate() override { return {}; }
  Result<void*> allocate(std::size_t bytes) override;
  Result<void*> allocatePinned(std::size_t bytes) override;
  void release(void* memory) noexcept override;
  void releasePinned(void* memory) noexcept override { release(memory); }
  Status upload(void* device, const void* pinned, std::size_t bytes, cuda::Queue queue) override;
  Status download(void* pinned, const void* device, std::size_t bytes) override;
  Status clear(void* device, std::size_t bytes) override;
  Status launch(const cuda::AnyKernel& kernel, const cuda::Grid& grid) override;
  Result<cuda::Event> makeEvent() override;
  Status record(cuda::Event event, cuda::Queue queue) override;
  Status wait(cuda::Queue queue, cuda::Event event) override;
  Status waitForDefaultStream(cuda::Queue queue) override;
  Status synchronize(cuda::Event event) override;

  /// Something that a decoder does to its surfaces, on a stream of its own: late, like everything here.
  void queueOnDefaultStream(std::function<void()> work);

  [[nodiscard]] const Findings& findings() const { return findings_; }
  [[nodiscard]] std::size_t allocations() const { return allocations_; }

 private:
  using Ticket = int;  ///< one record of an event; 0 is always done
  struct Work {
    std::function<void()> run;
  };
  struct Mark {
    Ticket ticket;
  };
  struct Hold {
    Ticket ticket;
  };
  using Step = std::variant<Work, Mark, Hold>;

  void enqueue(cuda::Queue queue, Step step);
  void enqueue(std::deque<Step>& queue, Step step);
  [[nodiscard]] bool advance();
  [[nodiscard]] bool advance(std::deque<Step>& queue);
  [[nodiscard]] std::deque<Step>& steps(cuda::Queue queue);

  Schedule schedule_;
  std::size_t memory_;
  std::size_t used_ = 0;
  std::size_t allocations_ = 0;
  std::mt19937 random_;
  Findings findings_;
  std::map<void*, std::vector<std::byte>> blocks_;
  std::array<std::deque<Step>, 3> queues_;  ///< work, upload, and the default stream of others
  std::vector<Ticket> events_;
  std::set<Ticket> done_{0};
  Ticket nextTicket_ = 1;
};

}  // namespace gradevault::simt
