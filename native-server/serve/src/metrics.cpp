#include "metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>

namespace gradevault::serve {
namespace {

using prometheus::Histogram;

const Histogram::BucketBoundaries requestBuckets{0.001, 0.005, 0.025, 0.1, 0.25, 1, 5, 30, 120, 600};
const Histogram::BucketBoundaries jobBuckets{0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800};

constexpr std::array<std::pair<http::RouteClass, const char*>, 6> classes{
    {{http::RouteClass::control, "control"},
     {http::RouteClass::api, "api"},
     {http::RouteClass::waiting, "waiting"},
     {http::RouteClass::upload, "upload"},
     {http::RouteClass::download, "download"},
     {http::RouteClass::events, "events"}}};

const char* name(http::RouteClass kind) {
  for (const auto& [known, word] : classes)
    if (known == kind) return word;
  return "api";
}

const char* name(delivery::WebhookTry::Outcome outcome) {
  switch (outcome) {
    case delivery::WebhookTry::Outcome::delivered:
      return "delivered";
    case delivery::WebhookTry::Outcome::postponed:
      return "postponed";
    case delivery::WebhookTry::Outcome::givenUp:
      break;
  }
  return "given_up";
}

}  // namespace

class Metrics::Families {
 public:
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      counter("gradevault_http_requests_total", "Requests by method, route and status.");
  prometheus::Family<Histogram>& requestSeconds =
      histogram("gradevault_http_request_seconds", "Time to answer, by class of route.");
  prometheus::Family<prometheus::Gauge>& active =
      gauge("gradevault_http_active", "Requests that are answered now, by class of route.");
  prometheus::Counter& uploadBytes =
      counter("gradevault_upload_bytes_total", "Bytes of captures that clients sent.").Add({});
  prometheus::Family<prometheus::Gauge>& jobsNow = gauge("gradevault_jobs", "Jobs in the store, by state.");
  prometheus::Family<prometheus::Counter>& jobsEnded =
      counter("gradevault_jobs_ended_total", "Jobs that ended since the server started, by state.");
  prometheus::Family<Histogram>& jobSeconds =
      histogram("gradevault_job_seconds", "From the start of a job's last attempt to its end, by state.");
  prometheus::Histogram& waitSeconds =
      histogram("gradevault_job_wait_seconds", "From a job's submission to the start of its last attempt.")
          .Add({}, jobBuckets);
  prometheus::Gauge& webhooksWaiting =
      gauge("gradevault_webhooks_waiting", "Messages that are owed to somebody.").Add({});
  prometheus::Family<prometheus::Counter>& webhookTries =
      counter("gradevault_webhook_tries_total", "Tries to deliver a message, by outcome.");
  prometheus::Gauge& devices = gauge("gradevault_devices", "GPUs that were seen.").Add({});
  prometheus::Gauge& inRotation =
      gauge("gradevault_devices_in_rotation", "GPUs that jobs may use now.").Add({});
  prometheus::Family<prometheus::Gauge>& workers =
      gauge("gradevault_workers_alive", "Worker processes, by lane.");
  prometheus::Gauge& restarts =
      gauge("gradevault_worker_restarts", "Workers that were started again since the server started.")
          .Add({});
  prometheus::Gauge& ready = gauge("gradevault_ready", "1 when some worker can work.").Add({});
  prometheus::Gauge& dataBytes = gauge("gradevault_data_bytes", "What the data folder holds.").Add({});

 private:
  prometheus::Family<prometheus::Counter>& counter(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
  }
  prometheus::Family<prometheus::Gauge>& gauge(const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
  }
  prometheus::Family<Histogram>& histogram(const char* name, const char* help) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
  }
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::served(const http::Served& request) {
  families_->requests
      .Add({{"method", request.route.empty() ? "" : request.method},
            {"route", request.route},
            {"status", std::to_string(request.status)}})
      .Increment();
  families_->requestSeconds.Add({{"class", name(request.kind)}}, requestBuckets).Observe(request.seconds);
  if (request.kind == http::RouteClass::upload)
    families_->uploadBytes.Increment(static_cast<double>(request.bytesIn));
}

void Metrics::jobEnded(const jobs::Job& job) {
  const std::string state(jobs::name(job.state));
  families_->jobsEnded.Add({{"state", state}}).Increment();
  if (job.started == 0) return;
  families_->jobSeconds.Add({{"state", state}}, jobBuckets)
      .Observe(static_cast<double>(job.finished - job.started) / 1000);
  families_->waitSeconds.Observe(static_cast<double>(job.started - job.created) / 1000);
}

void Metrics::webhookTried(const delivery::WebhookTry& outcome) {
  families_->webhookTries.Add({{"outcome", name(outcome.outcome)}}).Increment();
}

std::string Metrics::text(const Sources& sources) {
  if (const auto counts = sources.store.jobs().counts(); counts.ok()) {
    const auto set = [&](const char* state, int count) {
      families_->jobsNow.Add({{"state", state}}).Set(count);
    };
    set("queued", counts->queued);
    set("running", counts->running);
    set("done", counts->done);
    set("failed", counts->failed);
    set("cancelled", counts->cancelled);
    set("quarantined", counts->quarantined);
  }
  if (const auto waiting = sources.store.outbox().waiting(); waiting.ok())
    families_->webhooksWaiting.Set(*waiting);
  for (const auto& [kind, word] : classes)
    families_->active.Add({{"class", word}}).Set(sources.active ? sources.active(kind) : 0);
  const EnginesView engines = sources.supervisor.engines();
  families_->devices.Set(static_cast<double>(engines.gpus.size()));
  double healthy = 0;
  for (const GpuView& gpu : engines.gpus) healthy += gpu.healthy ? 1 : 0;
  families_->inRotation.Set(healthy);
  double cpu = 0;
  double gpu = 0;
  for (const WorkerView& worker : sources.supervisor.workers())
    if (worker.alive) (worker.lane == jobs::Lane::gpu ? gpu : cpu) += 1;
  families_->workers.Add({{"lane", "cpu"}}).Set(cpu);
  families_->workers.Add({{"lane", "gpu"}}).Set(gpu);
  families_->restarts.Set(sources.supervisor.restarts());
  families_->ready.Set(sources.supervisor.ready().ready ? 1 : 0);
  families_->dataBytes.Set(static_cast<double>(sources.dataBytes()));
  return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace gradevault::serve
