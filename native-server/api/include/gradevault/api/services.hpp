#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gradevault/delivery/artifact_sink.hpp"
#include "gradevault/jobs/data_folder.hpp"
#include "gradevault/jobs/store.hpp"
#include "gradevault/jobs/wall_clock.hpp"

namespace gradevault::api {

/// Whether jobs that are accepted now will be worked on.
struct Readiness {
  bool ready = false;
  std::string reason;  ///< when not: a sentence
};

/// An engine as `doctor` shows it.
struct EngineState {
  std::string name;
  bool usable = false;
  std::string device;
  std::string isa;
  std::string detail;  ///< versions
  std::string reason;  ///< when it is not usable: why
};

/// A worker process that the server looks after.
struct WorkerState {
  std::string id;
  std::string lane;
  bool alive = false;
  std::string reason;  ///< when it is not: how it ended
};

/// What the program lends. All of it outlives the Api.
struct Services {
  jobs::Store& store;
  const jobs::DataFolder& data;
  const jobs::WallClock& clock;
  delivery::ArtifactSink* sink = nullptr;  ///< object storage, when artifacts go there
  std::function<Readiness()> readiness;
  std::function<std::vector<EngineState>()> engines;
  std::function<std::vector<WorkerState>()> workers;
  /// A line for the log; never for clients.
  std::function<void(const std::string&)> complain;
};

}  // namespace gradevault::api
