#include <atomic>
#include <utility>

#include "connection.hpp"
#include "edge_planes.hpp"
#include "gradevault/device_process/device_process.hpp"
#include "remote_scanner.hpp"
#include "wire.hpp"

namespace gradevault::device_process {
namespace {

class RemoteEngine final : public Engine {
 public:
  RemoteEngine(std::shared_ptr<Connection> connection, EngineInfo info)
      : connection_(std::move(connection)), info_(std::move(info)) {
    info_.detail += (info_.detail.empty() ? "" : ", ") + std::string("in a process of its own");
  }

  [[nodiscard]] const EngineInfo& info() const noexcept override { return info_; }

  Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options,
                                               Trace* trace) const override {
    return makeRemoteScanner(connection_, scanners_++, size, options, trace);
  }

  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options,
                                    Executor& executor, Trace* trace) const override {
    auto planes = EdgePlanes::make(frames);
    if (!planes.ok()) return planes.error();
    planes->fill(frames, executor);
    MessageWriter message;
    message.put(executor.concurrency());
    message.put(options);
    message.put(static_cast<std::uint8_t>(trace != nullptr));
    planes->putShapes(message);
    const std::string doing = "making the defect maps";
    auto answer = connection_->ask({.call = Call::defectMaps,
                                    .doing = doing,
                                    .deadline = connection_->launch().callDeadline,
                                    .payload = message,
                                    .descriptor = planes->memory().descriptor(),
                                    .trace = trace});
    if (!answer.ok()) return answer.error();
    const auto defectPercentage = answer->take<double>();
    if (!answer->complete()) return connection_->refuse(doing);
    return planes->maps(defectPercentage);
  }

 private:
  std::shared_ptr<Connection> connection_;  ///< scanners may outlive the engine
  EngineInfo info_;
  mutable std::atomic<std::uint32_t> scanners_ = 0;
};

}  // namespace

Result<std::unique_ptr<Engine>> makeEngine(std::string_view engine, const EngineRequest& request,
                                           const Launch& launch) {
  auto connection = Connection::open(launch, std::string(engine));
  if (!connection.ok()) return connection.error();
  const auto& [isa, device] = request;  // a member that does not travel would not compile
  MessageWriter message;
  message.putText(engine);
  message.putText(isa);
  message.put(device);
  const std::string doing = "starting";
  auto answer =
      (*connection)
          ->ask({.call = Call::start, .doing = doing, .deadline = launch.startDeadline, .payload = message});
  if (!answer.ok()) return answer.error();
  EngineInfo info = takeInfo(*answer);
  if (!answer->complete()) return (*connection)->refuse(doing);
  return std::unique_ptr<Engine>(
      std::make_unique<RemoteEngine>(std::move(connection).value(), std::move(info)));
}

Result<std::vector<std::string>> listDevices(std::string_view engine, const Launch& launch) {
  auto connection = Connection::open(launch, std::string(engine));
  if (!connection.ok()) return connection.error();
  MessageWriter message;
  message.putText(engine);
  const std::string doing = "listing its devices";
  auto answer = (*connection)
                    ->ask({.call = Call::listDevices,
                           .doing = doing,
                           .deadline = launch.startDeadline,
                           .payload = message});
  if (!answer.ok()) return answer.error();
  std::vector<std::string> devices(answer->takeCount(sizeof(std::uint32_t)));
  for (std::string& device : devices) device = answer->takeText();
  if (!answer->complete()) return (*connection)->refuse(doing);
  return devices;
}

}  // namespace gradevault::device_process
