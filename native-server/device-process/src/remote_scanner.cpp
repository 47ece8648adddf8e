#include "remote_scanner.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "frame_slots.hpp"
#include "gradevault/scan_call.hpp"
#include "wire.hpp"

namespace gradevault::device_process {
namespace {

std::string sizeText(Size size) {
  return std::to_string(size.width) + "x" + std::to_string(size.height);
}

bool fitsMemory(Size size) {
  return size.width >= 1 && size.height >= 1 &&
         std::int64_t{size.width} * size.height <= std::int64_t{1} << 31;
}

class RemoteScanner final : public Scanner {
 public:
  RemoteScanner(std::shared_ptr<Connection> connection, std::uint32_t number, Size size, FrameSlots slots,
                int framesACall, Trace* trace)
      : connection_(std::move(connection)),
        number_(number),
        size_(size),
        slots_(std::move(slots)),
        framesACall_(std::clamp(framesACall, 1, static_cast<int>(slots_.count()))),
        trace_(trace) {}

  ~RemoteScanner() override {
    process::MessageWriter message;
    message.put(number_);
    // What it says does not matter any more: either the scanner is gone, or the child.
    (void)connection_->ask({.call = Call::releaseScanner,
                            .doing = "giving a scanner back",
                            .deadline = connection_->launch().callDeadline,
                            .payload = message});
  }

  Status scan(std::span<const ScanInput> frames, std::span<FrameScan> out, Executor& executor) override {
    if (Status arguments = checkScanCall(size_, frames, out.size()); !arguments) return arguments;
    for (std::size_t first = 0; first < frames.size();) {
      const std::size_t count = std::min(slots_.count(), frames.size() - first);
      if (Status status = scanPart(frames.subspan(first, count), out.subspan(first, count), executor);
          !status) {
        return status;
      }
      first += count;
    }
    return {};
  }
  [[nodiscard]] int framesACall() const noexcept override { return framesACall_; }

 private:
  Status scanPart(std::span<const ScanInput> frames, std::span<FrameScan> out, Executor& executor) {
    slots_.fill(frames, executor);
    process::MessageWriter message;
    message.put(number_);
    message.put(executor.concurrency());
    message.put(static_cast<std::uint32_t>(frames.size()));
    for (const ScanInput& frame : frames) message.put(static_cast<std::uint8_t>(frame.restart));
    const std::string doing = "scanning frames " + std::to_string(scanned_) + " to " +
                              std::to_string(scanned_ + frames.size() - 1) + " of this scanner";
    scanned_ += frames.size();
    auto answer = connection_->ask({.call = Call::scan,
                                    .doing = doing,
                                    .deadline = connection_->launch().callDeadline,
                                    .payload = message,
                                    .trace = trace_});
    if (!answer.ok()) return answer.error();
    for (FrameScan& scan : out) scan = takeScan(*answer);
    return answer->complete() ? Status() : connection_->refuse(doing);
  }

  std::shared_ptr<Connection> connection_;
  std::uint32_t number_;
  Size size_;
  FrameSlots slots_;
  int framesACall_;
  Trace* trace_;
  std::size_t scanned_ = 0;
};

}  // namespace

Result<std::unique_ptr<Scanner>> makeRemoteScanner(std::shared_ptr<Connection> connection, Size size,
                                                   const Options& options, Trace* trace) {
  // A size without memory travels all the same: the engine has the words for its refusal.
  std::optional<FrameSlots> slots;
  if (fitsMemory(size)) {
    auto made = FrameSlots::make(size);
    if (!made.ok()) return made.error();
    slots = std::move(made).value();
  }
  const std::uint32_t number = connection->nextScanner();
  process::MessageWriter message;
  message.put(number);
  message.put(size);
  message.put(options);
  message.put(static_cast<std::uint8_t>(trace != nullptr));
  const std::string doing = "making a scanner for " + sizeText(size);
  auto answer = connection->ask({.call = Call::makeScanner,
                                 .doing = doing,
                                 .deadline = connection->launch().startDeadline,
                                 .payload = message,
                                 .descriptor = slots ? slots->memory().descriptor() : -1,
                                 .trace = trace});
  if (!answer.ok()) return answer.error();
  const int framesACall = answer->take<int>();
  if (!answer->complete() || !slots) return connection->refuse(doing);
  slots->memory().dropDescriptor();
  return std::unique_ptr<Scanner>(std::make_unique<RemoteScanner>(std::move(connection), number, size,
                                                                  std::move(*slots), framesACall, trace));
}

}  // namespace gradevault::device_process
