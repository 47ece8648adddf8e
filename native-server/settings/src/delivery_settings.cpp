#include "setting_groups.hpp"
#include "values.hpp"

namespace gradevault::settings {

std::vector<Setting> deliverySettings(ServeSettings& s) {
  DeliverySettings& d = s.delivery;
  return {
      text("webhook-url", s.store.webhookUrl, "http(s)://…",
           "hears of every job's end, beside a job's own callbackUrl; empty: none"),
      list("allow-addresses", d.allowAddresses, "addresses, networks (10.0.0.0/8), each with :PORT if wanted",
           "private addresses that captures are fetched from and webhooks go to all the same"),
      onOff("plain-http", d.plainHttp, "fetches from and calls http:// besides https://"),
      choice("artifacts", d.artifacts, {"disk", "s3", "supabase"},
             "where results go, besides the data folder"),
      text("s3-endpoint", d.s3.endpoint, "http(s)://HOST[:PORT]",
           "of the S3-compatible storage; empty: Amazon's for the region"),
      text("s3-region", d.s3.region, "a name", "that requests are signed for"),
      text("s3-bucket", d.s3.bucket, "a name", "for results"),
      onOff("s3-path-style", d.s3.pathStyle, "on: https://HOST/BUCKET/KEY; off: https://BUCKET.HOST/KEY"),
      text("s3-prefix", d.s3.prefix, "a text", "before the names of all objects"),
      text("s3-access-key", d.s3.accessKey, "a text", "id of the key whose secret is s3-secret"),
      text("supabase-url", d.supabase.url, "https://HOST", "of the Supabase project"),
      text("supabase-bucket", d.supabase.bucket, "a name", "of its Storage, for results"),
      text("supabase-table", d.supabase.table, "a name", "gets a row of progress for each job; empty: none"),
  };
}

std::vector<Setting> retentionSettings(ServeSettings& s) {
  return {
      number("keep-captures", s.retention.captureHours, 0, unlimited, "h",
             "after the job's end; 0: for ever"),
      number("keep-results", s.retention.resultHours, 0, unlimited, "h",
             "jobs and their results, after the job's end; 0: for ever"),
      number("keep-uploads", s.api.uploadSeconds, 1, unlimited, "s", "an upload that nobody adds to"),
      bytes("max-data", s.api.dataBytes, 0, "the data folder may take; 0: what the disk has"),
      bytes("min-free", s.api.freeBytes, 0, "left free on the disk; captures are refused before"),
      number("retention-interval", s.retention.everySeconds, 0.1, 86'400, "s",
             "between two rounds of clearing up"),
  };
}

std::vector<Setting> loggingSettings(ServeSettings& s) {
  return {
      choice("log-level", s.log.level, {"trace", "debug", "info", "warning", "error"},
             "least that is logged, to stderr"),
      choice("log-format", s.log.format, {"text", "json"}, "text, or a JSON object a line"),
      onOff("metrics", s.metrics.on, "serves /metrics for Prometheus"),
      text("metrics-bind", s.metrics.bind, "an address",
           "where /metrics is served; no key is asked for there"),
      wholeNumber("metrics-port", s.metrics.port, 0, 65535, "",
                  "where /metrics is served; 0 takes a free one and says which"),
  };
}

}  // namespace gradevault::settings
