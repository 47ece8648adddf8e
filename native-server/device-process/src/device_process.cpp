#include "gradevault/device_process/device_process.hpp"

#include <optional>
#include <utility>

#include "connection.hpp"
#include "remote_engine.hpp"
#include "wire.hpp"

namespace gradevault::device_process {
namespace {

/// A child with its engine made.
struct Started {
  std::shared_ptr<Connection> connection;
  EngineInfo info;

  [[nodiscard]] std::unique_ptr<Engine> engine() const { return makeRemoteEngine(connection, info); }
};

Result<Started> start(std::string_view engine, const EngineRequest& request, const Launch& launch) {
  auto connection = Connection::open(launch, std::string(engine));
  if (!connection.ok()) return connection.error();
  const auto& [isa, device] = request;  // a member that does not travel would not compile
  process::MessageWriter message;
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
  info.detail += (info.detail.empty() ? "" : ", ") + std::string("in a process of its own");
  return Started{std::move(connection).value(), std::move(info)};
}

}  // namespace

Result<std::unique_ptr<Engine>> makeEngine(std::string_view engine, const EngineRequest& request,
                                           const Launch& launch) {
  const auto started = start(engine, request, launch);
  if (!started.ok()) return started.error();
  return started->engine();
}

struct Processes::Kept {
  std::mutex mutex;
  std::optional<Result<Started>> started;
};

Processes::Processes(Launch launch) : launch_(std::move(launch)) {}

Processes::~Processes() = default;

Result<std::unique_ptr<Engine>> Processes::makeEngine(std::string_view engine, const EngineRequest& request) {
  const auto& [isa, device] = request;
  const std::string key = std::string(engine) + '/' + std::string(isa) + '/' + std::to_string(device);
  const std::shared_ptr<Kept> kept = [&] {
    const std::lock_guard lock(mutex_);
    std::shared_ptr<Kept>& place = kept_[key];
    if (!place) place = std::make_shared<Kept>();
    return place;
  }();
  const std::lock_guard lock(kept->mutex);
  if (!kept->started || (kept->started->ok() && !(*kept->started)->connection->isWell())) {
    kept->started.emplace(start(engine, request, launch_));
  }
  if (!kept->started->ok()) return kept->started->error();
  return (*kept->started)->engine();
}

Result<std::vector<std::string>> listDevices(std::string_view engine, const Launch& launch) {
  auto connection = Connection::open(launch, std::string(engine));
  if (!connection.ok()) return connection.error();
  process::MessageWriter message;
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
