#include "faulty_engine.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "envelope.hpp"
#include "gradevault/process/message.hpp"
#include "wire.hpp"

namespace gradevault::testing {
namespace {

using device_process::Call;
using device_process::Envelope;
using process::MessageWriter;

constexpr int parentSocket = 3;

void sendBehindTheServersBack(const process::MessageWriter& message) {
  if (::send(parentSocket, message.bytes().data(), message.bytes().size(), MSG_NOSIGNAL) < 0) std::abort();
}

/// An answer that says "no parts, no error" and no more, with the envelope that is right for the first call
/// of the stage or for a later one.
process::MessageWriter emptyAnswer(const std::string& stage, std::uint32_t callsLater) {
  const std::pair<std::uint32_t, Call> first = stage == "start"     ? std::pair(1U, Call::start)
                                               : stage == "scanner" ? std::pair(2U, Call::makeScanner)
                                               : stage == "scan"    ? std::pair(3U, Call::scan)
                                                                    : std::pair(2U, Call::defectMaps);
  process::MessageWriter message;
  message.put(Envelope{.sequence = first.first + callsLater, .call = first.second});
  message.put(std::uint32_t{0});
  message.put(std::uint8_t{0});
  return message;
}

/// A whole answer, but to another question than the one that was asked.
process::MessageWriter staleAnswer(const std::string& stage) {
  process::MessageWriter message = emptyAnswer(stage, 100);
  if (stage == "start")
    device_process::putInfo(message, {.name = "stale", .device = "", .isa = "", .detail = ""});
  if (stage == "scanner") message.put(int{1});
  if (stage == "scan") {
    for (int i = 0; i < 3; ++i) device_process::putScan(message, {});
  }
  if (stage == "maps") message.put(double{0});
  return message;
}

[[noreturn]] void hang() {
  for (;;) ::pause();
}

class FaultyScanner final : public Scanner {
 public:
  FaultyScanner(std::unique_ptr<Scanner> scanner, Fault fault)
      : scanner_(std::move(scanner)), fault_(std::move(fault)) {}
  ~FaultyScanner() override { (void)suffer(fault_, "release"); }

  Status scan(std::span<const ScanInput> frames, std::span<FrameScan> out, Executor& executor) override {
    const int first = scanned_;
    scanned_ += static_cast<int>(frames.size());
    if (fault_.frame >= first && fault_.frame < scanned_) {
      if (Status status = suffer(fault_, "scan"); !status) return status;
    }
    return scanner_->scan(frames, out, executor);
  }
  [[nodiscard]] int framesACall() const noexcept override { return 6; }

 private:
  std::unique_ptr<Scanner> scanner_;
  Fault fault_;
  int scanned_ = 0;
};

class FaultyEngine final : public Engine {
 public:
  FaultyEngine(std::unique_ptr<Engine> engine, Fault fault)
      : engine_(std::move(engine)), fault_(std::move(fault)) {}

  const EngineInfo& info() const noexcept override { return info_; }
  Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options,
                                               Trace* trace) const override {
    if (Status status = suffer(fault_, "scanner"); !status) return status.error();
    auto scanner = engine_->makeScanner(size, options, trace);
    if (!scanner.ok()) return scanner;
    return std::unique_ptr<Scanner>(std::make_unique<FaultyScanner>(std::move(scanner).value(), fault_));
  }
  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options,
                                    Executor& executor, Trace* trace) const override {
    if (Status status = suffer(fault_, "maps"); !status) return status.error();
    return engine_->edgeDefectMaps(frames, options, executor, trace);
  }

 private:
  EngineInfo info_{.name = "cuda", .device = "a GPU", .isa = "sm_00", .detail = "a test's"};
  std::unique_ptr<Engine> engine_;
  Fault fault_;
};

}  // namespace

Status suffer(const Fault& fault, const std::string& stage) {
  if (fault.stage != stage) return {};
  const std::string& kind = fault.kind;
  if (kind == "internal") return Error{ErrorCode::internal, "the GPU fell off the bus"};
  if (kind == "unsupported") return Error{ErrorCode::unsupported, "the GPU knows no such thing"};
  if (kind == "throw") throw std::runtime_error("nobody caught this");
  if (kind == "hang") hang();
  if (kind == "stop") ::raise(SIGSTOP);
  if (kind == "abort") std::abort();
  if (kind == "segfault") {
    ::signal(SIGSEGV, SIG_DFL);  // a sanitizer's handler would make an exit of it
    ::raise(SIGSEGV);
  }
  if (kind == "exit") ::_exit(7);
  if (kind == "garbage") {
    process::MessageWriter message;
    for (std::uint32_t word = 2463534242U; message.bytes().size() < 3000;) {
      word ^= word << 13;
      word ^= word >> 17;
      word ^= word << 5;
      message.put(word);
    }
    sendBehindTheServersBack(message);
    hang();
  }
  if (kind == "half") {
    process::MessageWriter message;
    message.put(Envelope::mark);
    sendBehindTheServersBack(message);
    ::_exit(0);
  }
  if (kind == "short") sendBehindTheServersBack(emptyAnswer(stage, 0));
  if (kind == "stale") sendBehindTheServersBack(staleAnswer(stage));
  return {};
}

std::unique_ptr<Engine> makeFaultyEngine(std::unique_ptr<Engine> engine, const Fault& fault) {
  return std::make_unique<FaultyEngine>(std::move(engine), fault);
}

}  // namespace gradevault::testing
