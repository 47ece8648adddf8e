#pragma once

#include <cstddef>
#include <string>

#include "gradevault/result.hpp"
#include "kernels/any_kernel.cuh"

namespace gradevault::cuda {

/// The two queues of a device: what is handed to one runs in order, the two beside each other.
enum class Queue { work, upload };

/// A moment in a queue that the other queue or the host can wait for.
struct Event {
  int id = -1;
};

/// A GPU as the engine uses it, with queues of its own: a CUDA device, or the harness of tests/simt, which
/// runs the same kernels on fibres. One object serves one thread at a time; several objects serve several.
/// Nothing waits but `synchronize` and the allocations. Errors come as they are noticed: what went wrong in a
/// kernel may show at a later call.
class Device {
 public:
  virtual ~Device() = default;

  /// What people call it.
  [[nodiscard]] virtual std::string name() const = 0;
  /// Blocks are spread over so many; at least 1.
  [[nodiscard]] virtual int multiprocessors() const = 0;
  /// Memory that is free now, in bytes.
  [[nodiscard]] virtual Result<std::size_t> freeBytes() = 0;
  /// To be called by a thread before it uses the object, if another thread did so last.
  [[nodiscard]] virtual Status activate() = 0;

  [[nodiscard]] virtual Result<void*> allocate(std::size_t bytes) = 0;
  [[nodiscard]] virtual Result<void*> allocatePinned(std::size_t bytes) = 0;  ///< host memory for copies
  virtual void release(void* memory) noexcept = 0;
  virtual void releasePinned(void* memory) noexcept = 0;

  /// Copies from and to pinned memory, which must stay as it is until the copy is known to be done.
  [[nodiscard]] virtual Status upload(void* device, const void* pinned, std::size_t bytes, Queue queue) = 0;
  [[nodiscard]] virtual Status download(void* pinned, const void* device, std::size_t bytes) = 0;
  [[nodiscard]] virtual Status clear(void* device, std::size_t bytes) = 0;  ///< to zero; work queue
  [[nodiscard]] virtual Status launch(const AnyKernel& kernel, const Grid& grid) = 0;  ///< work queue

  [[nodiscard]] virtual Result<Event> makeEvent() = 0;
  [[nodiscard]] virtual Status record(Event event, Queue queue) = 0;
  /// What comes later in `queue` waits for the event's last record; one that was never recorded holds nobody
  /// up.
  [[nodiscard]] virtual Status wait(Queue queue, Event event) = 0;
  /// What comes later in `queue` waits for what others, a decoder say, have queued on the default stream by
  /// now.
  [[nodiscard]] virtual Status waitForDefaultStream(Queue queue) = 0;
  /// The host waits for it.
  [[nodiscard]] virtual Status synchronize(Event event) = 0;
};

}  // namespace gradevault::cuda
