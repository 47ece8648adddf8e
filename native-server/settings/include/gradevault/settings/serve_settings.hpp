#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gradevault/api/settings.hpp"
#include "gradevault/http/server.hpp"
#include "gradevault/jobs/store.hpp"
#include "gradevault/worker/worker.hpp"

/// What an operator decides about the server, by flag, environment or file.
namespace gradevault::settings {

/// TLS besides the certificate and key in http::ServerSettings.
struct TlsSettings {
  bool selfSigned = false;  ///< makes a certificate in the data folder, shows a QR code of the address
};

struct MetricsSettings {
  bool on = true;
  std::string bind = "127.0.0.1";
  int port = 9464;  ///< 0: any free one
};

/// How many workers the server starts and how it ends them.
struct FleetSettings {
  int cpuWorkers = 0;             ///< 0: as many as suit the machine
  std::optional<int> gpuWorkers;  ///< absent: one for each GPU that is found
  double drainSeconds = 25;       ///< what a worker gets to finish or hand back its job
};

struct S3Settings {
  std::string endpoint;  ///< "https://host[:port]"; empty: Amazon's for the region
  std::string region = "us-east-1";
  std::string bucket;
  std::string prefix;  ///< before "<job>/<token>/"; may be empty
  std::string accessKey;
  std::string secret;
  bool pathStyle = true;  ///< https://host/bucket/key; false: https://bucket.host/key
};

struct SupabaseSettings {
  std::string url;     ///< "https://<project>.supabase.co"; empty: none
  std::string bucket;  ///< of its Storage; empty: artifacts do not go there
  std::string table;   ///< of progress rows; empty: none are written
  std::string key;     ///< the service key
};

/// Where results and news go. Webhook URL of all jobs: jobs::StoreSettings.
struct DeliverySettings {
  std::string artifacts = "disk";  ///< disk, s3, supabase: where besides the data folder
  std::string
      webhookSecret;  ///< "whsec_" + base64 of 24 to 64 bytes; empty: made and kept in the data folder
  std::vector<std::string> allowAddresses;  ///< for outgoing::addressPolicy
  bool plainHttp = true;                    ///< http:// besides https://
  S3Settings s3;
  SupabaseSettings supabase;
};

/// After so long the janitor takes things away; 0: never.
struct RetentionSettings {
  double captureHours = 24;  ///< of a capture, after its job's end
  double resultHours = 720;  ///< of a job with its artifacts, after its end
  double everySeconds = 60;  ///< between two looks
};

struct LogSettings {
  std::string level = "info";   ///< trace, debug, info, warning, error
  std::string format = "text";  ///< text, json: one object a line
};

struct ServeSettings {
  std::filesystem::path data;  ///< the data folder
  http::ServerSettings http;
  TlsSettings tls;
  api::Settings api;
  MetricsSettings metrics;
  jobs::StoreSettings store;
  worker::WorkerSettings worker;  ///< what all workers have in common; routing policy and prices with them
  FleetSettings fleet;
  DeliverySettings delivery;
  RetentionSettings retention;
  LogSettings log;

  /// The command-line flags that lead to these settings ("--config", FILE, "--policy", "union", …), for the
  /// workers that the server starts; the environment they inherit. No secret is among them.
  std::vector<std::string> given;

  ServeSettings() { http.port = 8080; }
};

}  // namespace gradevault::settings
