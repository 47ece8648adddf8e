#pragma once

#include <memory>

#include "gradevault/delivery/artifact_sink.hpp"
#include "gradevault/delivery/supabase_progress.hpp"
#include "gradevault/delivery/webhook_dispatcher.hpp"
#include "gradevault/jobs/data_folder.hpp"
#include "gradevault/jobs/store.hpp"
#include "gradevault/settings/serve_settings.hpp"
#include "log.hpp"
#include "metrics.hpp"

namespace gradevault::serve {

/// Everything that goes out, as the settings say.
class Deliveries {
 public:
  /// All outlive it. Errors: invalid_argument, write_failed.
  [[nodiscard]] static Result<std::unique_ptr<Deliveries>> make(const settings::DeliverySettings& settings,
                                                                jobs::Store& store,
                                                                const jobs::DataFolder& data,
                                                                const jobs::WallClock& clock, const Log& log,
                                                                Metrics& metrics);

  void start() { webhooks_->start(); }
  void stop() { webhooks_->stop(); }
  [[nodiscard]] const outgoing::AddressPolicy& reachable() const { return reachable_; }
  [[nodiscard]] delivery::ArtifactSink* sink() const { return sink_.get(); }
  [[nodiscard]] delivery::SupabaseProgress* progress() const { return progress_.get(); }

 private:
  explicit Deliveries(outgoing::AddressPolicy policy) : reachable_(std::move(policy)), client_(reachable_) {}

  outgoing::AddressPolicy reachable_;
  outgoing::HttpClient client_;
  std::unique_ptr<delivery::ArtifactSink> sink_;
  std::unique_ptr<delivery::SupabaseProgress> progress_;
  std::unique_ptr<delivery::WebhookDispatcher> webhooks_;
};

}  // namespace gradevault::serve
