#include "gradevault/serve/serve.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>

#include "deliveries.hpp"
#include "folder_lock.hpp"
#include "front.hpp"
#include "gradevault/api/api.hpp"
#include "gradevault/serve/supervisor.hpp"
#include "janitor.hpp"
#include "job_observer.hpp"
#include "machinery.hpp"
#include "reach.hpp"

namespace gradevault::serve {
namespace {

constexpr double requestsEndSeconds = 5;  ///< for requests under way, once the workers are gone
constexpr double workersGrace = 3;        ///< over what they were told to take

/// Where the demo page's built files lie when nobody says: beside the program, or where an installation has
/// them; else nothing.
std::filesystem::path besideProgram() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return {};
  for (const char* place : {"web", "../share/gradevault/web"}) {
    std::filesystem::path folder = program.parent_path() / place;
    if (std::filesystem::is_regular_file(folder / "index.html", error)) return folder;
  }
  return {};
}

/// Everything that serves, in the order in which it needs each other.
class Whole {
 public:
  Whole(const settings::ServeSettings& settings, const Host& host, Log log, jobs::DataFolder data)
      : settings_(settings), host_(host), log_(std::move(log)), data_(std::move(data)) {}

  Status run() {
    auto lock = lockFolder(data_.root());
    if (!lock.ok()) return lock.error();
    if (Status started = start(); !started.ok()) {
      stop();
      return started;
    }
    while (!host_.stopAsked()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    log_.write(Log::Level::info, "draining", {{"seconds", settings_.fleet.drainSeconds}});
    stop();
    log_.write(Log::Level::info, "stopped");
    return {};
  }

 private:
  Status start() {
    auto store = jobs::openSqliteStore(data_.root(), settings_.store, clock_);
    if (!store.ok()) return store.error();
    store_ = std::move(store).value();
    if (Status safe = keyForReach(settings_.http.bind, store_->keys()); !safe.ok()) return safe;
    auto deliveries = Deliveries::make(settings_.delivery, *store_, data_, clock_, log_, metrics_);
    if (!deliveries.ok()) return deliveries.error();
    deliveries_ = std::move(deliveries).value();
    observer_.emplace(store_->jobs(), log_, metrics_, deliveries_->progress());
    if (Status workers = startWorkers(); !workers.ok()) return workers;
    if (Status answering = startAnswering(); !answering.ok()) return answering;
    deliveries_->start();
    janitor_ = std::make_unique<Janitor>(settings_.retention, *services_, log_, [this](std::int64_t bytes) {
      dataBytes_ = bytes;
      api_->measured(bytes);
    });
    janitor_->start();
    return {};
  }

  Status startWorkers() {
    SupervisorSettings supervisor;
    supervisor.workerFlags = settings_.given;
    supervisor.workerFlags.push_back("--data=" + data_.root().string());
    supervisor.cpuWorkers = settings_.fleet.cpuWorkers;
    supervisor.gpuWorkers = settings_.fleet.gpuWorkers;
    supervisor.threads = settings_.worker.threads;
    supervisor.silentSeconds = static_cast<double>(settings_.worker.lease) / 1000;
    supervisor.tell = [this](const std::string& worker, const std::string& words) {
      log_.write(Log::Level::warning, "worker", {{"worker", worker}, {"reason", words}});
    };
    supervisor_ = std::make_unique<Supervisor>(std::move(supervisor), data_, *store_);
    return supervisor_->start();
  }

  Status startAnswering() {
    services_.emplace(
        api::Services{.store = *store_,
                      .data = data_,
                      .clock = clock_,
                      .sink = deliveries_->sink(),
                      .readiness = [this] { return supervisor_->ready(); },
                      .machinery = [this] { return machineryOf(*supervisor_); },
                      .complain =
                          [this](const std::string& reason) {
                            log_.write(Log::Level::error, "request failed", {{"reason", reason}});
                          }});
    api::Settings settings = settings_.api;
    if (settings.web.empty()) settings.web = besideProgram();
    settings.reachable = deliveries_->reachable();
    settings.allowedHosts = settings_.http.allowedHosts;
    settings.corsOrigins = settings_.http.corsOrigins;
    settings.keysRequired = settings.keysRequired || !isLoopback(settings_.http.bind);
    auto api =
        api::Api::make(settings, *services_, [this](const std::string& job) { observer_->changed(job); });
    if (!api.ok()) return api.error();
    api_ = std::move(api).value();
    std::string fingerprint;
    const auto http = settledHttp(settings_, data_, fingerprint);
    if (!http.ok()) return http.error();
    auto server =
        http::Server::start(*http, api_->routes(), [this](const http::Served& request) { served(request); });
    if (!server.ok()) return server.error();
    server_ = std::move(server).value();
    if (Status metrics = startMetrics(); !metrics.ok()) return metrics;
    const Announcement found = announcement(*http, server_->port(), settings_.api.publicUrl, fingerprint);
    log_.write(Log::Level::info, "serving",
               {{"address", found.url},
                {"data", data_.root().string()},
                {"version", host_.version},
                {"fingerprint", fingerprint}});
    if (settings_.log.format == "json") return {};  // a program reads it, and every line is an object
    host_.announce("serving on " + found.url + (api_->open() ? " (no API key is asked for)" : ""));
    for (const std::string& line : found.lines) host_.announce(line);
    return {};
  }

  Status startMetrics() {
    if (!settings_.metrics.on) return {};
    http::ServerSettings http;
    http.bind = settings_.metrics.bind;
    http.port = settings_.metrics.port;
    http.connections = 32;
    http.requestsPerSecond = 0;
    http::Route route{.method = "GET",
                      .pattern = "/metrics",
                      .kind = http::RouteClass::control,
                      .maxBody = 0,
                      .handler = nullptr};
    route.handler = [this](http::Call&) {
      http::Reply reply;
      reply.mediaType = "text/plain; version=0.0.4; charset=utf-8";
      reply.body = metrics_.text({.store = *store_,
                                  .supervisor = *supervisor_,
                                  .active = [this](http::RouteClass kind) { return server_->active(kind); },
                                  .dataBytes = [this] { return dataBytes_.load(); }});
      return reply;
    };
    auto server = http::Server::start(http, {route});
    if (!server.ok())
      return Error{server.error().code, "metrics: " + server.error().message +
                                            " (--metrics-port for another port, --metrics off for none)"};
    metricsServer_ = std::move(server).value();
    log_.write(Log::Level::info, "metrics",
               {{"bind", http.bind}, {"port", std::int64_t{metricsServer_->port()}}});
    return {};
  }

  void served(const http::Served& request) {
    metrics_.served(request);
    // Probes come every second or so, and tell nothing when they are answered.
    const bool quiet = request.kind == http::RouteClass::control && request.status < 400;
    const auto level = request.status >= 500 && request.status != 503 && request.status != 507
                           ? Log::Level::warning
                       : quiet ? Log::Level::debug
                               : Log::Level::info;
    log_.write(level, "request",
               {{"method", request.method},
                {"route", request.route},
                {"status", std::int64_t{request.status}},
                {"seconds", request.seconds},
                {"in", request.bytesIn},
                {"out", request.bytesOut},
                {"peer", request.peer}});
  }

  /// Nothing new is taken; jobs under way end or go back; then listeners and requests.
  void stop() {
    if (api_) api_->drain();
    if (janitor_) janitor_->stop();
    if (supervisor_ && !supervisor_->stop(settings_.fleet.drainSeconds + workersGrace))
      log_.write(Log::Level::warning, "a worker was killed", {{"reason", "it did not drain in time"}});
    if (deliveries_) deliveries_->stop();
    if (api_) api_->stop();
    if (server_) server_->stop(requestsEndSeconds);
    if (metricsServer_) metricsServer_->stop(1);
    server_.reset();
    metricsServer_.reset();
    janitor_.reset();
    api_.reset();
    supervisor_.reset();
    deliveries_.reset();
  }

  const settings::ServeSettings& settings_;
  const Host& host_;
  Log log_;
  jobs::DataFolder data_;
  jobs::SystemWallClock clock_;
  Metrics metrics_;
  std::atomic<std::int64_t> dataBytes_{0};
  std::unique_ptr<jobs::Store> store_;
  std::unique_ptr<Deliveries> deliveries_;
  std::optional<JobObserver> observer_;
  std::unique_ptr<Supervisor> supervisor_;
  std::optional<api::Services> services_;
  std::unique_ptr<api::Api> api_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<http::Server> metricsServer_;
  std::unique_ptr<Janitor> janitor_;
};

}  // namespace

Status serve(const settings::ServeSettings& settings, const Host& host) {
  auto log = Log::open(settings.log);
  if (!log.ok()) return log.error();
  auto data = jobs::DataFolder::open(settings.data);
  if (!data.ok()) return data.error();
  return Whole(settings, host, std::move(log).value(), std::move(data).value()).run();
}

}  // namespace gradevault::serve
