#include "checked.hpp"

#include "gradevault/outgoing/http_client.hpp"
#include "gradevault/routing/policy.hpp"

namespace gradevault::settings {

std::string complaintAbout(const ServeSettings& settings) {
  if (settings.data.empty())
    return "data: name the folder where jobs, captures and results are kept (--data DIR)";
  if (const auto policy = routing::makePolicy(settings.worker.policy); !policy.ok())
    return policy.error().message;
  if (const auto addresses = outgoing::addressPolicy(settings.delivery.allowAddresses); !addresses.ok()) {
    return "allow-addresses: " + addresses.error().message;
  }
  if (settings.http.certificate.empty() != settings.http.privateKey.empty()) {
    return "tls-cert, tls-key: give both, or none";
  }
  if (settings.tls.selfSigned && !settings.http.certificate.empty()) {
    return "tls-self-signed: cannot go with tls-cert; leave one of them out";
  }
  if (2 * settings.worker.heartbeat > settings.worker.lease) {
    return "heartbeat: must be at most half of lease, so that one that is late loses nothing";
  }
  const DeliverySettings& delivery = settings.delivery;
  if (delivery.artifacts == "s3") {
    const S3Settings& s3 = delivery.s3;
    if (s3.bucket.empty() || s3.accessKey.empty() || s3.secret.empty()) {
      return "artifacts: s3 needs s3-bucket, s3-access-key and the secret s3-secret";
    }
  }
  if (delivery.artifacts == "supabase" && delivery.supabase.bucket.empty()) {
    return "artifacts: supabase needs supabase-bucket";
  }
  const SupabaseSettings& supabase = delivery.supabase;
  const bool uses = delivery.artifacts == "supabase" || !supabase.table.empty();
  if (uses && (supabase.url.empty() || supabase.key.empty())) {
    return "supabase-url, supabase-key: supabase-table and artifacts = supabase need both";
  }
  return {};
}

}  // namespace gradevault::settings
