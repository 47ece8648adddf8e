#include "server.hpp"

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "edge_planes.hpp"

namespace gradevault::device_process {
namespace {

Error nonsense() {
  return {ErrorCode::internal, "the parent asked for something that makes no sense"};
}

}  // namespace

process::MessageWriter Server::answer(process::Channel::Message message) {
  process::MessageReader question(std::move(message.bytes));
  const auto envelope = question.take<Envelope>();
  parts_ = {};
  process::MessageWriter payload;
  Status status = dispatched(envelope, question, std::move(message.descriptor), payload);
  process::MessageWriter answer;
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

Status Server::dispatched(const Envelope& envelope, process::MessageReader& question,
                          process::FileDescriptor descriptor, process::MessageWriter& payload) {
  try {
    if (envelope.magic != Envelope::mark) return nonsense();
    if (envelope.call == Call::start) return start(question, payload);
    if (envelope.call == Call::listDevices) return listDevices(question, payload);
    if (!engine_) return nonsense();
    switch (envelope.call) {
      case Call::start:
      case Call::listDevices:
        break;
      case Call::makeScanner:
        return makeScanner(question, std::move(descriptor), payload);
      case Call::scan:
        return scan(question, payload);
      case Call::releaseScanner:
        return releaseScanner(question);
      case Call::defectMaps:
        return defectMaps(question, std::move(descriptor), payload);
    }
    return nonsense();
  } catch (const std::exception& error) {
    return Error{ErrorCode::internal, std::string("unexpected: ") + error.what()};
  }
}

Status Server::start(process::MessageReader& question, process::MessageWriter& payload) {
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

Status Server::listDevices(process::MessageReader& question, process::MessageWriter& payload) const {
  const std::string engine = question.takeText();
  if (!question.complete() || !program_.listDevices) return nonsense();
  const auto devices = program_.listDevices(engine);
  if (!devices.ok()) return devices.error();
  payload.put(static_cast<std::uint32_t>(devices->size()));
  for (const std::string& device : *devices) payload.putText(device);
  return {};
}

Status Server::makeScanner(process::MessageReader& question, process::FileDescriptor descriptor,
                           process::MessageWriter& payload) {
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

Status Server::scan(process::MessageReader& question, process::MessageWriter& payload) {
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

Status Server::releaseScanner(process::MessageReader& question) {
  const auto number = question.take<std::uint32_t>();
  if (!question.complete()) return nonsense();
  scanners_.erase(number);
  return {};
}

Status Server::defectMaps(process::MessageReader& question, process::FileDescriptor descriptor,
                          process::MessageWriter& payload) {
  const int threads = question.take<int>();
  const auto options = question.take<Options>();
  const bool traced = question.takeBool();
  auto planes = EdgePlanes::mapped(std::move(descriptor), question);
  if (!planes.ok()) return planes.error();
  if (!question.complete()) return nonsense();
  CollectedParts parts;
  auto maps =
      engine_->edgeDefectMaps(planes->frames(), options, executor(threads), traced ? &parts : nullptr);
  parts_ = parts.taken();
  if (!maps.ok()) return maps.error();
  payload.put(maps->defectPercentage);
  return planes->write(*maps);
}

Executor& Server::executor(int threads) {
  if (!executor_ || executor_->concurrency() != threads) executor_ = program_.makeExecutor(threads);
  return *executor_;
}

}  // namespace gradevault::device_process
