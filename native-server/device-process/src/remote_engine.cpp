#include "remote_engine.hpp"

#include <utility>

#include "edge_planes.hpp"
#include "remote_scanner.hpp"
#include "wire.hpp"

namespace gradevault::device_process {
namespace {

class RemoteEngine final : public Engine {
 public:
  RemoteEngine(std::shared_ptr<Connection> connection, EngineInfo info)
      : connection_(std::move(connection)), info_(std::move(info)) {}

  [[nodiscard]] const EngineInfo& info() const noexcept override { return info_; }

  Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options,
                                               Trace* trace) const override {
    return makeRemoteScanner(connection_, size, options, trace);
  }

  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options,
                                    Executor& executor, Trace* trace) const override {
    auto planes = EdgePlanes::make(frames);
    if (!planes.ok()) return planes.error();
    planes->fill(frames, executor);
    process::MessageWriter message;
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
};

}  // namespace

std::unique_ptr<Engine> makeRemoteEngine(std::shared_ptr<Connection> connection, EngineInfo info) {
  return std::make_unique<RemoteEngine>(std::move(connection), std::move(info));
}

}  // namespace gradevault::device_process
