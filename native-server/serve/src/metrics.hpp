#pragma once

#include <functional>
#include <memory>
#include <string>

#include "gradevault/delivery/webhook_dispatcher.hpp"
#include "gradevault/http/server.hpp"
#include "gradevault/jobs/store.hpp"
#include "gradevault/serve/supervisor.hpp"

namespace gradevault::serve {

/// What `/metrics` tells, in Prometheus' text format. Safe from several threads.
class Metrics {
 public:
  /// Asked when somebody looks.
  struct Sources {
    jobs::Store& store;
    const Supervisor& supervisor;
    std::function<int(http::RouteClass)> active;  ///< requests that are answered now
    std::function<std::int64_t()> dataBytes;
  };

  Metrics();
  ~Metrics();

  void served(const http::Served& request);
  void jobEnded(const jobs::Job& job);
  void webhookTried(const delivery::WebhookTry& outcome);
  [[nodiscard]] std::string text(const Sources& sources);

 private:
  class Families;
  std::unique_ptr<Families> families_;
};

}  // namespace gradevault::serve
