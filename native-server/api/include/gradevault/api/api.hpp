#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gradevault/api/services.hpp"
#include "gradevault/api/settings.hpp"
#include "gradevault/http/server.hpp"
#include "gradevault/result.hpp"

namespace gradevault::api {

/// The API, version 1, as routes for an http::Server; docs/openapi.json describes it. Outlives that server.
class Api {
 public:
  /// `jobChanged` hears of every job that something happened to, from one thread. Errors: when the data
  /// folder's signing key cannot be read.
  [[nodiscard]] static Result<std::unique_ptr<Api>> make(
      Settings settings, Services services, std::function<void(const std::string& job)> jobChanged = nullptr);
  virtual ~Api() = default;

  [[nodiscard]] virtual std::vector<http::Route> routes() = 0;
  /// From here on nothing new is taken, and readiness is false; what was taken is answered for.
  virtual void drain() = 0;
  /// Ends streams of events and calls that wait.
  virtual void stop() = 0;
  /// What the data folder holds, measured now and then by whoever looks after it.
  virtual void measured(std::int64_t dataBytes) = 0;
  /// Whether any key is asked for.
  [[nodiscard]] virtual bool open() const = 0;
};

}  // namespace gradevault::api
