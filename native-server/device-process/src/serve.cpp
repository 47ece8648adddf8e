#include "gradevault/device_process/serve.hpp"

#include <sys/prctl.h>
#include <sys/socket.h>

#include <csignal>
#include <exception>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "channel.hpp"
#include "collected_parts.hpp"
#include "edge_planes.hpp"
#include "frame_slots.hpp"
#include "message.hpp"
#include "wire.hpp"

namespace gradevault::device_process {
namespace {

constexpr int parentSocket = 3;

Error nonsense() { return {ErrorCode::internal, "the parent asked for something that makes no sense"}; }

/// What is kept of a scanner between calls. The engine's scanner may speak to the parts until it goes.
struct HeldScanner {
  std::unique_ptr<CollectedParts> parts;
  FrameSlots slots;
  std::unique_ptr<Scanner> scanner;
};

/// Answers one question after the other.
class Server {
 public:
  explicit Server(const Program& program) : program_(program) {}

  /// The answer's bytes, its envelope included.
  MessageWriter answer(Channel::Message message) {
    MessageReader question(std::move(message.bytes));
    const auto envelope = question.take<Envelope>();
    parts_ = {};
    MessageWriter payload;
    Status status = dispatched(envelope, question, std::move(message.descriptor), payload);
    MessageWriter answer;
    answer.put(envelope);
    putParts(answer, parts_);
    answer.put(static_cast<std::uint8_t>(!status.ok()));
    if (status.ok()) {
      answer.append(payload);
    } else {
      putError(answer, status.error());
    }
    return answer;
  }

 private:
  Status dispatched(const Envelope& envelope, MessageReader& question, FileDescriptor descriptor,
                    MessageWriter& payload) {
    try {
      if (envelope.magic != Envelope::mark) return nonsense();
      if (envelope.call == Call::start) return start(question, payload);
      if (!engine_) return nonsense();
      switch (envelope.call) {
        case Call::start: break;
        case Call::makeScanner: return makeScanner(question, std::move(descriptor), payload);
        case Call::scan: return scan(question, payload);
        case Call::releaseScanner: return releaseScanner(question);
        case Call::defectMaps: return defectMaps(question, std::move(descriptor), payload);
      }
      return nonsense();
    } catch (const std::exception& error) {
      return Error{ErrorCode::internal, std::string("unexpected: ") + error.what()};
    }
  }

  Status start(MessageReader& question, MessageWriter& payload) {
    const std::string name = question.takeText();
    const std::string isa = question.takeText();
    const int device = question.take<int>();
    if (!question.complete()) return nonsense();
    auto engine = program_.makeEngine(name, {.isa = isa, .device = device});
    if (!engine.ok()) return engine.error();
    engine_ = std::move(engine).value();
    putInfo(payload, engine_->info());
    return {};
  }

  Status makeScanner(MessageReader& question, FileDescriptor descriptor, MessageWriter& payload) {
    const auto number = question.take<std::uint32_t>();
    const auto size = question.take<Size>();
    const auto options = question.take<Options>();
    const bool traced = question.takeBool();
    if (!question.complete()) return nonsense();
    auto parts = std::make_unique<CollectedParts>();
    auto scanner = engine_->makeScanner(size, options, traced ? parts.get() : nullptr);
    parts_ = parts->taken();
    if (!scanner.ok()) return scanner.error();
    auto slots = FrameSlots::mapped(std::move(descriptor), size);
    if (!slots.ok()) return slots.error();
    payload.put((*scanner)->framesACall());
    scanners_.insert_or_assign(
        number, HeldScanner{std::move(parts), std::move(slots).value(), std::move(scanner).value()});
    return {};
  }

  Status scan(MessageReader& question, MessageWriter& payload) {
    const auto held = scanners_.find(question.take<std::uint32_t>());
    const int threads = question.take<int>();
    std::vector<std::uint8_t> restarts(question.takeCount(1));
    for (std::uint8_t& restart : restarts) restart = question.take<std::uint8_t>();
    if (!question.complete() || held == scanners_.end() || restarts.size() > held->second.slots.count()) {
      return nonsense();
    }
    std::vector<ScanInput> inputs;
    for (std::size_t i = 0; i < restarts.size(); ++i) {
      inputs.push_back({held->second.slots.frame(i), restarts[i] != 0});
    }
    std::vector<FrameScan> scans(inputs.size());
    Status status = held->second.scanner->scan(inputs, scans, executor(threads));
    parts_ = held->second.parts->taken();
    if (!status.ok()) return status;
    for (const FrameScan& scan : scans) putScan(payload, scan);
    return {};
  }

  Status releaseScanner(MessageReader& question) {
    scanners_.erase(question.take<std::uint32_t>());
    return {};
  }

  Status defectMaps(MessageReader& question, FileDescriptor descriptor, MessageWriter& payload) {
    const int threads = question.take<int>();
    const auto options = question.take<Options>();
    const bool traced = question.takeBool();
    auto planes = EdgePlanes::mapped(std::move(descriptor), question);
    if (!planes.ok()) return planes.error();
    if (!question.complete()) return nonsense();
    CollectedParts parts;
    auto maps = engine_->edgeDefectMaps(planes->frames(), options, executor(threads), traced ? &parts : nullptr);
    parts_ = parts.taken();
    if (!maps.ok()) return maps.error();
    payload.put(maps->defectPercentage);
    return planes->write(*maps);
  }

  Executor& executor(int threads) {
    if (!executor_ || executor_->concurrency() != threads) executor_ = program_.makeExecutor(threads);
    return *executor_;
  }

  const Program& program_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Executor> executor_;
  std::map<std::uint32_t, HeldScanner> scanners_;
  PartTimes parts_;
};

bool isSocketOfAParent() {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(parentSocket, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

}  // namespace

Status serve(const Program& program) {
  if (!isSocketOfAParent()) {
    return Error{ErrorCode::invalid_argument, "this is started by gradevault itself and is no use by hand"};
  }
  // A parent that ended before this line closed its socket, and the loop ends at once.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NAME, "device-process");
  Channel channel{FileDescriptor(parentSocket)};
  Server server(program);
  for (;;) {
    Channel::Message message;
    if (channel.receive(message, std::nullopt, true) != Channel::Arrival::message) return {};
    if (!channel.send(server.answer(std::move(message)).bytes())) return {};
  }
}

}  // namespace gradevault::device_process
