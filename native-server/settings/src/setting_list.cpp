#include <utility>

#include "gradevault/cost/price_table.hpp"
#include "gradevault/routing/policy.hpp"
#include "setting_groups.hpp"
#include "values.hpp"

namespace gradevault::settings {
namespace {

void add(std::vector<Setting>& all, const char* group, std::vector<Setting> more) {
  for (Setting& setting : more) {
    setting.group = group;
    all.push_back(std::move(setting));
  }
}

}  // namespace

std::vector<Setting> settingsOf(ServeSettings& settings) {
  std::vector<Setting> all;
  add(all, "Server", serverSettings(settings));
  add(all, "Limits of requests", requestSettings(settings));
  add(all, "Jobs", jobSettings(settings));
  add(all, "Workers", workerSettings(settings));
  add(all, "Limits of captures", captureSettings(settings));
  add(all, "Routing and prices", routingSettings(settings));
  add(all, "Delivery", deliverySettings(settings));
  add(all, "Retention", retentionSettings(settings));
  add(all, "Logging and metrics", loggingSettings(settings));
  return all;
}

std::vector<Secret> secretsOf(ServeSettings& settings) {
  DeliverySettings& delivery = settings.delivery;
  return {{"webhook-secret", "what webhooks are signed with: whsec_ and base64 of 24 to 64 bytes",
           &delivery.webhookSecret},
          {"s3-secret", "the secret access key of the object storage", &delivery.s3.secret},
          {"supabase-key", "the service key of the Supabase project", &delivery.supabase.key}};
}

}  // namespace gradevault::settings
