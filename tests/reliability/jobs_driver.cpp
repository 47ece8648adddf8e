// Puts jobs into a data folder's store and tells what became of them, without a server: for the reliability
// suites, and only for them.
#include <unistd.h>
#include <CLI/CLI.hpp>
#include <cstdio>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "gradevault/jobs/data_folder.hpp"
#include "gradevault/jobs/store.hpp"

namespace gradevault::jobs {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

struct Flags {
  std::string data;
  std::string capture;
  std::string url;
  std::string id;
  std::string tier = "standard";
  std::string lane;
  JobRequest request;
  int count = 1;
  std::int64_t token = 0;
  bool reports = false;
};

int complain(const Error& error) {
  std::fprintf(stderr, "jobs driver: %s\n", error.message.c_str());
  return 1;
}

/// Each job has a capture of its own, as every upload is one.
Result<std::string> placedCapture(const DataFolder& data, const std::string& from, int number) {
  const std::string name =
      fs::path(from).stem().string() + '-' + std::to_string(::getpid()) + '-' + std::to_string(number);
  std::error_code error;
  fs::create_hard_link(from, data.capture(name), error);
  if (error) fs::copy_file(from, data.capture(name), error);
  if (error) return Error{ErrorCode::write_failed, "cannot place " + from + ": " + error.message()};
  return name;
}

int submit(Store& store, const DataFolder& data, Flags& flags) {
  for (int i = 0; i < flags.count; ++i) {
    JobRequest request = flags.request;
    request.tier = tier(flags.tier).value_or(Tier::standard);
    if (!flags.lane.empty()) request.lane = lane(flags.lane);
    request.videoUrl = flags.url;
    if (!flags.capture.empty()) {
      auto name = placedCapture(data, flags.capture, i);
      if (!name.ok()) return complain(name.error());
      request.captureFile = std::move(name).value();
      if (request.fileName.empty()) request.fileName = fs::path(flags.capture).filename().string();
    }
    const auto submission = store.jobs().submit(request, nullptr);
    if (!submission.ok()) return complain(submission.error());
    std::puts(submission->job.id.c_str());
  }
  return 0;
}

Json jobJson(const Job& job) {
  Json json{{"id", job.id},         {"state", name(job.state)},     {"token", job.token},
            {"errors", job.errors}, {"crashes", job.crashes},       {"losses", job.losses},
            {"worker", job.worker}, {"scanId", job.request.scanId}, {"results", job.results}};
  if (job.problem) json["problem"] = {{"code", job.problem->code}, {"detail", job.problem->detail}};
  if (!job.report.empty()) json["report"] = Json::parse(job.report);
  json["artifacts"] = Json::array();
  for (const Artifact& artifact : job.artifacts) {
    json["artifacts"].push_back(
        {{"name", artifact.name}, {"bytes", artifact.bytes}, {"sha256", artifact.sha256}});
  }
  return json;
}

int show(Store& store, const std::string& id) {
  const auto job = store.jobs().find(id);
  if (!job.ok()) return complain(job.error());
  if (!job->has_value()) return complain({ErrorCode::invalid_argument, "there is no job " + id});
  Json json = jobJson(**job);
  json["events"] = Json::array();
  constexpr int all = 100'000;
  const auto events = store.jobs().events(id, 0, all);
  if (!events.ok()) return complain(events.error());
  for (const Event& event : *events) {
    json["events"].push_back(
        {{"number", event.number}, {"type", event.type}, {"data", Json::parse(event.data)}});
  }
  std::puts(json.dump().c_str());
  return 0;
}

int list(Store& store) {
  ListRequest request;
  request.limit = 200;
  for (;;) {
    const auto jobs = store.jobs().list(request);
    if (!jobs.ok()) return complain(jobs.error());
    for (const Job& job : *jobs) std::puts(jobJson(job).dump().c_str());
    if (jobs->size() < 200) return 0;
    request.after = jobs->back().id;
  }
}

int counts(Store& store) {
  const auto counts = store.jobs().counts();
  if (!counts.ok()) return complain(counts.error());
  std::puts(Json{{"queued", counts->queued},
                 {"running", counts->running},
                 {"done", counts->done},
                 {"failed", counts->failed},
                 {"cancelled", counts->cancelled},
                 {"quarantined", counts->quarantined}}
                .dump()
                .c_str());
  return 0;
}

int devices(Store& store) {
  const auto devices = store.devices().list();
  if (!devices.ok()) return complain(devices.error());
  for (const Device& device : *devices) {
    std::puts(Json{{"id", device.id},
                   {"name", device.name},
                   {"faults", device.faults},
                   {"reason", device.reason},
                   {"outUntil", device.outUntil}}
                  .dump()
                  .c_str());
  }
  return 0;
}

int cancel(Store& store, const std::string& id) {
  const auto job = store.jobs().cancel(id);
  if (!job.ok()) return complain(job.error());
  return job->has_value() ? 0 : complain({ErrorCode::invalid_argument, "there is no job " + id});
}

/// Every write that an attempt can make, with a token that is no longer the job's.
int writeLate(Store& store, const std::string& id, std::int64_t token) {
  const Lease lease{id, token};
  JobTable& table = store.jobs();
  const Event event{.number = 0, .time = 0, .type = "progress", .data = "{}"};
  const std::pair<const char*, Result<Standing>> answers[] = {
      {"heartbeat", table.heartbeat(lease, 60'000)},
      {"append", table.append(lease, {&event, 1})},
      {"commit", table.commit(lease, {.results = "late", .report = "{}", .artifacts = {}})},
      {"fail", table.fail(lease, Failure::crash, {"late", "late"})},
      {"handBack", table.handBack(lease)}};
  for (const auto& [what, answer] : answers) {
    if (!answer.ok()) return complain(answer.error());
    std::printf("%s %s\n", what, *answer == Standing::stale ? "stale" : "taken");
  }
  return 0;
}

template <class Run>
int withStore(Flags& flags, Run run) {
  const auto data = DataFolder::open(flags.data);
  if (!data.ok()) return complain(data.error());
  const SystemWallClock clock;
  const auto store = openSqliteStore(data->root(), {}, clock);
  if (!store.ok()) return complain(store.error());
  return run(**store, *data);
}

int run(int argc, char** argv) {
  CLI::App app("Jobs of a data folder, for tests");
  app.require_subcommand(1);
  Flags flags;
  int exit = 0;
  const auto command = [&](const char* name, const char* words, auto work) {
    CLI::App* made = app.add_subcommand(name, words);
    made->add_option("--data", flags.data)->required();
    made->callback([&flags, &exit, work] { exit = withStore(flags, work); });
    return made;
  };
  CLI::App* submitting = command("submit", "prints the ids", [&](Store& store, const DataFolder& data) {
    return submit(store, data, flags);
  });
  submitting->add_option("--capture", flags.capture);
  submitting->add_option("--url", flags.url);
  submitting->add_option("--count", flags.count);
  submitting->add_option("--scan-id", flags.request.scanId);
  submitting->add_option("--engine", flags.request.engine);
  submitting->add_option("--options", flags.request.options);
  submitting->add_option("--file-name", flags.request.fileName);
  submitting->add_option("--callback", flags.request.callbackUrl);
  submitting->add_option("--precheck", flags.request.precheck);
  submitting->add_option("--tier", flags.tier);
  submitting->add_option("--lane", flags.lane);
  submitting->add_flag("--trusted", flags.request.trusted);
  command("show", "one job with its events",
          [&](Store& store, const DataFolder&) { return show(store, flags.id); })
      ->add_option("--id", flags.id)
      ->required();
  command("cancel", "one job", [&](Store& store, const DataFolder&) { return cancel(store, flags.id); })
      ->add_option("--id", flags.id)
      ->required();
  CLI::App* late =
      command("write-late", "what an old attempt would write: each line ends with stale",
              [&](Store& store, const DataFolder&) { return writeLate(store, flags.id, flags.token); });
  late->add_option("--id", flags.id)->required();
  late->add_option("--token", flags.token)->required();
  command("list", "all jobs, a line each", [](Store& store, const DataFolder&) { return list(store); });
  command("counts", "how many are in which state",
          [](Store& store, const DataFolder&) { return counts(store); });
  command("devices", "the breaker's table", [](Store& store, const DataFolder&) { return devices(store); });
  CLI11_PARSE(app, argc, argv);
  return exit;
}

}  // namespace
}  // namespace gradevault::jobs

int main(int argc, char** argv) {
  return gradevault::jobs::run(argc, argv);
}
