#pragma once

#include <cstdint>
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
  std::string reason;  ///< when not: a sentence for people, without paths
};

/// An engine as `doctor` shows it.
struct EngineState {
  std::string name;
  bool healthy = false;
  std::string reason;  ///< not healthy: why
  std::string device;  ///< healthy: "cpu", or the GPU's name …
  std::string isa;
  std::string detail;  ///< library versions and the like
};

struct DeviceState {
  std::string id;  ///< "cuda:0"
  std::string name;
  std::int64_t memory = 0;  ///< bytes
  std::string computeCapability;
  bool healthy = false;             ///< found, and in rotation
  std::string reason;               ///< not healthy: why
  int faults = 0;                   ///< in a row
  jobs::Milliseconds outUntil = 0;  ///< 0: in rotation
};

struct WorkerState {
  std::string id;
  std::string lane;
  bool alive = false;
  std::string state;  ///< starting, idle, working, draining
};

/// What can work here.
struct Machinery {
  jobs::Milliseconds asked = 0;  ///< when the engines were asked; 0: not yet
  std::string problem;           ///< they could not be asked lately: why
  std::string version;
  int threads = 0;
  std::vector<EngineState> engines;
  std::vector<DeviceState> devices;
  std::vector<WorkerState> workers;
};

/// What the program lends. All of it outlives the Api.
struct Services {
  jobs::Store& store;
  const jobs::DataFolder& data;
  const jobs::WallClock& clock;
  delivery::ArtifactSink* sink = nullptr;  ///< object storage, when artifacts go there
  std::function<Readiness()> readiness;
  std::function<Machinery()> machinery;
  /// A line for the log; never for clients.
  std::function<void(const std::string&)> complain;
};

}  // namespace gradevault::api
