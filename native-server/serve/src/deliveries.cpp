#include "deliveries.hpp"

#include "gradevault/serve/sink.hpp"

namespace gradevault::serve {

Result<std::unique_ptr<Deliveries>> Deliveries::make(const settings::DeliverySettings& settings,
                                                     jobs::Store& store, const jobs::DataFolder& data,
                                                     const jobs::WallClock& clock, const Log& log,
                                                     Metrics& metrics) {
  auto policy = outgoing::addressPolicy(settings.allowAddresses, settings.plainHttp);
  if (!policy.ok()) return policy.error();
  std::unique_ptr<Deliveries> made(new Deliveries(std::move(*policy)));
  auto sink = sinkOf(settings);
  if (!sink.ok()) return sink.error();
  made->sink_ = std::move(sink).value();
  if (!settings.supabase.table.empty()) {
    auto progress = delivery::SupabaseProgress::start(
        {.url = settings.supabase.url, .serviceKey = settings.supabase.key, .table = settings.supabase.table},
        clock, [&log](const Error& error) {
          log.write(Log::Level::warning, "progress table", {{"reason", error.message}});
        });
    if (!progress.ok()) return progress.error();
    made->progress_ = std::move(progress).value();
  }
  auto text = settings.webhookSecret.empty() ? delivery::keptWebhookSecret(data.root() / "webhook.secret")
                                             : Result<std::string>(settings.webhookSecret);
  if (!text.ok()) return text.error();
  auto secrets = delivery::webhookSecrets(*text);
  if (!secrets.ok()) return secrets.error();
  delivery::WebhookSettings webhooks;
  webhooks.secrets = std::move(secrets).value();
  made->webhooks_ = std::make_unique<delivery::WebhookDispatcher>(
      store.outbox(), made->client_, std::move(webhooks), clock,
      [&log, &metrics](const delivery::WebhookTry& outcome) {
        metrics.webhookTried(outcome);
        const bool good = outcome.outcome == delivery::WebhookTry::Outcome::delivered;
        log.write(good ? Log::Level::info : Log::Level::warning,
                  good ? "webhook delivered" : "webhook not delivered",
                  {{"job", outcome.job},
                   {"webhook", outcome.id},
                   {"tries", std::int64_t{outcome.tries}},
                   {"reason", outcome.reason}});
      },
      [&log](const Error& error) {
        log.write(Log::Level::error, "outbox", {{"reason", error.message}});
      });
  return made;
}

}  // namespace gradevault::serve
