#include "host/cuda_scanner.hpp"

#include <algorithm>
#include <deque>
#include <limits>
#include <string>
#include <utility>

#include "gradevault/scan_call.hpp"
#include "host/scan_session.hpp"
#include "scan/batch_scanner.hpp"

namespace gradevault::cuda {
namespace {

/// CUDA's limit for a grid's second dimension, which is a row of the picture.
constexpr int mostRows = 65535;

bool isReadable(const DeviceLuma& luma) {
  const int bytes = luma.bits == 8 ? 1 : 2;
  return luma.address != 0 && luma.bits >= 8 && luma.bits <= 16 &&
         luma.address % static_cast<unsigned>(bytes) == 0 && luma.stride % bytes == 0 &&
         luma.stride / bytes >= luma.size.width && luma.stride <= std::numeric_limits<int>::max();
}

class CudaScanner final : public Scanner {
 public:
  CudaScanner(std::unique_ptr<Device> device, ScanSession session, Size size, Trace* trace)
      : device_(std::move(device)), session_(std::move(session)), size_(size), trace_(trace) {}

  Status scan(std::span<const ScanInput> frames, std::span<FrameScan> out, Executor& executor) override {
    if (Status arguments = check(frames, out); !arguments) return arguments;
    Status status = device_->activate();
    if (status) status = scanBatches(frames, out, executor);
    if (!status) {
      settle();
      session_.forget();
      anyBefore_ = false;
    }
    scanned_ += frames.size();
    return status;
  }
  /// Two batches: one on its way while the other is measured.
  [[nodiscard]] int framesACall() const noexcept override { return 2 * session_.batch(); }

 private:
  /// A batch on its way through the device.
  struct Flight {
    std::size_t first = 0;
    std::size_t count = 0;
    int slot = 0;
    bool anyBefore = false;
  };

  Status check(std::span<const ScanInput> frames, std::span<FrameScan> out) const {
    if (Status status = checkResults(frames.size(), out.size()); !status) return status;
    for (const ScanInput& frame : frames) {
      if (frame.device && !isReadable(*frame.device)) {
        return Error{ErrorCode::invalid_argument,
                     "a frame on the device needs an address, rows that hold its pixels, and samples of 8 to "
                     "16 bits"};
      }
      const Size size = frame.device ? frame.device->size : frame.luma.size();
      if (size == size_ && (frame.device || frame.luma.channels() == 1)) continue;
      return wrongFrame(size, size_);
    }
    return {};
  }

  /// Two batches are under way at a time: while the device works on one, the next is copied.
  Status scanBatches(std::span<const ScanInput> frames, std::span<FrameScan> out, Executor& executor) {
    std::deque<Flight> flights;
    int slot = 0;
    for (std::size_t first = 0; first < frames.size(); slot = 1 - slot) {
      const Flight flight{
          .first = first,
          .count = std::min(static_cast<std::size_t>(session_.batch()), frames.size() - first),
          .slot = slot,
          .anyBefore = anyBefore_};
      if (flights.size() == 2) {
        if (Status status = land(flights.front(), frames, out); !status) return status;
        flights.pop_front();
      }
      {
        const TracedPart part(trace_, "cuda.upload");
        const Status status = session_.begin(*device_, slot, frames.subspan(first, flight.count), executor);
        if (!status) return named(status.error(), flight);
      }
      anyBefore_ = true;
      flights.push_back(flight);
      first += flight.count;
    }
    for (const Flight& flight : flights) {
      if (Status status = land(flight, frames, out); !status) return status;
    }
    return {};
  }

  Status land(const Flight& flight, std::span<const ScanInput> frames, std::span<FrameScan> out) {
    const TracedPart part(trace_, "cuda.wait");
    const Status status = session_.finish(*device_, flight.slot, frames.subspan(flight.first, flight.count),
                                          flight.anyBefore, out.subspan(flight.first, flight.count));
    if (!status) return named(status.error(), flight);
    return {};
  }

  /// After an error: whatever is still queued must be over before its memory is used again. The device says
  /// so or is lost.
  void settle() {
    const Result<Event> event = device_->makeEvent();
    if (!event) return;
    for (const Queue queue : {Queue::upload, Queue::work}) {
      if (!device_->record(event.value(), queue)) return;
      if (!device_->synchronize(event.value())) return;
    }
  }

  Error named(const Error& error, const Flight& flight) const {
    const std::size_t first = scanned_ + flight.first;
    return {error.code, error.message + " (frames " + std::to_string(first) + " to " +
                            std::to_string(first + flight.count - 1) + " of this scanner)"};
  }

  std::unique_ptr<Device> device_;
  ScanSession session_;  // gives its memory back before the device goes
  Size size_;
  Trace* trace_;
  std::size_t scanned_ = 0;
  bool anyBefore_ = false;
};

}  // namespace

Result<std::unique_ptr<Scanner>> makeCudaScanner(std::unique_ptr<Device> device, Size size,
                                                 const Options& options, Trace* trace,
                                                 const ScanLimits& limits) {
  if (Status status = checkScannerArguments(size, options); !status) return status.error();
  if (size.height > mostRows) {
    return Error{ErrorCode::unsupported, "the cuda engine takes frames of up to 65535 rows"};
  }
  if (Status status = device->activate(); !status) return status.error();
  Result<ScanSession> session = ScanSession::make(*device, size, options, limits);
  if (!session) return session.error();
  return std::unique_ptr<Scanner>(
      std::make_unique<CudaScanner>(std::move(device), std::move(session).value(), size, trace));
}

}  // namespace gradevault::cuda
