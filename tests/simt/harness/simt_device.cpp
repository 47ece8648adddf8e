#include "simt_device.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "run_grid.hpp"

namespace gradevault::simt {
namespace {

constexpr std::size_t guard = 64;
constexpr std::byte sentinel{0xA5};
constexpr std::byte rubbish{0xFF};  // as float: NaN

}  // namespace

SimtDevice::~SimtDevice() = default;

Result<void*> SimtDevice::allocate(std::size_t bytes) {
  if (used_ + bytes > memory_) return Error{ErrorCode::internal, "the harness is out of memory"};
  used_ += bytes;
  ++allocations_;
  std::vector<std::byte> block(bytes + 2 * guard, sentinel);
  std::fill_n(block.begin() + guard, bytes, rubbish);
  void* memory = block.data() + guard;
  blocks_.emplace(memory, std::move(block));
  return memory;
}

Result<void*> SimtDevice::allocatePinned(std::size_t bytes) {
  return allocate(bytes);
}

void SimtDevice::release(void* memory) noexcept {
  const auto found = blocks_.find(memory);
  if (found == blocks_.end()) return;
  // What is still queued may refer to this memory; a device waits likewise before it frees.
  while (advance()) {
  }
  const std::vector<std::byte>& block = found->second;
  const auto whole = [](std::byte value) { return value == sentinel; };
  if (!std::all_of(block.begin(), block.begin() + guard, whole) ||
      !std::all_of(block.end() - guard, block.end(), whole)) {
    findings_.add(FindingKind::globalOutOfBounds, "the sentinels around a buffer are damaged");
  }
  used_ -= block.size() - 2 * guard;
  blocks_.erase(found);
}

Status SimtDevice::upload(void* device, const void* pinned, std::size_t bytes, cuda::Queue queue) {
  enqueue(queue, Work{[=] { std::memcpy(device, pinned, bytes); }});
  return {};
}

Status SimtDevice::download(void* pinned, const void* device, std::size_t bytes) {
  enqueue(cuda::Queue::work, Work{[=] { std::memcpy(pinned, device, bytes); }});
  return {};
}

Status SimtDevice::clear(void* device, std::size_t bytes) {
  enqueue(cuda::Queue::work, Work{[=] { std::memset(device, 0, bytes); }});
  return {};
}

Status SimtDevice::launch(const cuda::AnyKernel& kernel, const cuda::Grid& grid) {
  enqueue(cuda::Queue::work, Work{[this, kernel, grid] {
            const Findings found =
                std::visit([&](const auto& known) { return runGrid(known, grid, schedule_); }, kernel);
            if (!found.none()) findings_.add(FindingKind::sharedRace, found.text());
          }});
  return {};
}

Result<cuda::Event> SimtDevice::makeEvent() {
  events_.push_back(0);
  return cuda::Event{static_cast<int>(events_.size()) - 1};
}

Status SimtDevice::record(cuda::Event event, cuda::Queue queue) {
  const Ticket ticket = nextTicket_++;
  events_[static_cast<std::size_t>(event.id)] = ticket;
  enqueue(queue, Mark{ticket});
  return {};
}

Status SimtDevice::wait(cuda::Queue queue, cuda::Event event) {
  enqueue(queue, Hold{events_[static_cast<std::size_t>(event.id)]});
  return {};
}

Status SimtDevice::synchronize(cuda::Event event) {
  while (!done_.contains(events_[static_cast<std::size_t>(event.id)])) {
    if (!advance()) return Error{ErrorCode::internal, "the queues wait for each other"};
  }
  if (!findings_.none()) return Error{ErrorCode::internal, findings_.text()};
  return {};
}

std::deque<SimtDevice::Step>& SimtDevice::steps(cuda::Queue queue) {
  return queues_[queue == cuda::Queue::work ? 0 : 1];
}

Status SimtDevice::waitForDefaultStream(cuda::Queue queue) {
  const Ticket ticket = nextTicket_++;
  enqueue(queues_[2], Mark{ticket});
  enqueue(queue, Hold{ticket});
  return {};
}

void SimtDevice::queueOnDefaultStream(std::function<void()> work) {
  enqueue(queues_[2], Work{std::move(work)});
}

void SimtDevice::enqueue(cuda::Queue queue, Step step) {
  enqueue(steps(queue), std::move(step));
}

void SimtDevice::enqueue(std::deque<Step>& queue, Step step) {
  queue.push_back(std::move(step));
  // A device begins whenever it likes.
  while (random_() % 4 == 0 && advance()) {
  }
}

bool SimtDevice::advance() {
  const std::size_t first = random_() % queues_.size();
  for (std::size_t i = 0; i < queues_.size(); ++i) {
    if (advance(queues_[(first + i) % queues_.size()])) return true;
  }
  return false;
}

bool SimtDevice::advance(std::deque<Step>& queue) {
  if (queue.empty()) return false;
  if (const Hold* hold = std::get_if<Hold>(&queue.front());
      hold != nullptr && !done_.contains(hold->ticket)) {
    return false;
  }
  const Step step = std::move(queue.front());
  queue.pop_front();
  if (const Mark* mark = std::get_if<Mark>(&step)) done_.insert(mark->ticket);
  if (const Work* work = std::get_if<Work>(&step)) work->run();
  return true;
}

}  // namespace gradevault::simt
