#include "gradevault/cost/price_table.hpp"
#include "gradevault/routing/policy.hpp"
#include "setting_groups.hpp"
#include "values.hpp"

namespace gradevault::settings {

std::vector<Setting> jobSettings(ServeSettings& s) {
  jobs::Limits& limits = s.store.limits;
  Setting queue =
      wholeNumber("max-queue", limits.queued, 1, 10'000'000, "jobs", "that wait; more are answered 429");
  queue.take = [take = queue.take, &s](const std::vector<std::string>& given) {
    std::string complaint = take(given);
    if (complaint.empty()) s.api.queueLimit = s.store.limits.queued;
    return complaint;
  };
  return {
      std::move(queue),
      wholeNumber("attempts", limits.attempts, 1, 100, "",
                  "of a job that ends with an error, before it has failed"),
      wholeNumber("crashes", limits.crashes, 1, 100, "", "by a job's own doing, before it is quarantined"),
      wholeNumber("losses", limits.losses, 1, 10'000, "", "of a job to killed workers, before it has failed"),
      seconds("retry-after", limits.retryAfter, 0, 86'400,
              "before the second attempt after an error; doubles"),
      seconds("lease", s.worker.lease, 0.5, 3600, "a worker that is not heard of for so long loses its job"),
      seconds("heartbeat", s.worker.heartbeat, 0.1, 1800, "between a worker's signs of life"),
      wholeNumber("gpu-faults", s.store.breaker.faults, 1, 100, "",
                  "in a row, then the GPU is out of rotation"),
      seconds("gpu-pause", s.store.breaker.pause, 0, 86'400, "a GPU is out of rotation first; doubles"),
      seconds("gpu-longest-pause", s.store.breaker.longest, 0, 604'800, "a GPU is out of rotation at most"),
  };
}

std::vector<Setting> workerSettings(ServeSettings& s) {
  worker::WorkerSettings& w = s.worker;
  Setting gpus;
  gpus.name = "gpu-workers";
  gpus.description = "workers of the GPU lane; auto: one for each GPU that is found";
  gpus.values = "auto, or 0 to 64";
  gpus.take = [&fleet = s.fleet](const std::vector<std::string>& given) -> std::string {
    if (given.size() == 1 && given.front() == "auto") {
      fleet.gpuWorkers.reset();
      return {};
    }
    int count = 0;
    const std::string complaint = wholeNumber("", count, 0, 64, "", "").take(given);
    if (complaint.empty()) fleet.gpuWorkers = count;
    return complaint.empty() ? complaint
                             : "'" + (given.empty() ? "" : given.front()) + "' is not auto, or 0 to 64";
  };
  gpus.show = [&fleet = s.fleet] {
    return std::vector<std::string>{fleet.gpuWorkers ? std::to_string(*fleet.gpuWorkers) : "auto"};
  };
  return {
      wholeNumber("cpu-workers", s.fleet.cpuWorkers, 0, 1024, "",
                  "workers of the CPU lane; 0: as many as suit the machine"),
      std::move(gpus),
      wholeNumber("threads", w.threads, 0, 1024, "", "of one analysis; 0: the machine's, shared out"),
      number("job-time", w.jobSeconds, 1, 604'800, "s", "one attempt may take, the download aside"),
      bytes("job-memory", w.memory, std::int64_t{64} << 20, "one attempt may use"),
      wholeNumber("jobs-a-runner", w.jobsARunner, 1, 1'000'000, "",
                  "before the process that does the work is replaced"),
      number("poll-time", w.pollSeconds, 0.01, 60, "s", "between a worker's looks into an empty queue"),
      number("drain-time", s.fleet.drainSeconds, 0, 3600, "s",
             "a worker gets to finish its job when the server stops"),
  };
}

std::vector<Setting> captureSettings(ServeSettings& s) {
  media::Limits& limits = s.worker.limits;
  return {
      wholeNumber("max-pixels", limits.maxPixels, 1, std::numeric_limits<std::int64_t>::max(), "px",
                  "of a frame"),
      wholeNumber("max-side", limits.maxSide, 1, 1'000'000, "px", "longest side of a frame"),
      wholeNumber("max-frames", limits.maxFrames, 1, std::numeric_limits<std::int64_t>::max(), "",
                  "of a capture"),
      number("max-duration", limits.maxDuration, 0.001, unlimited, "s", "of a capture"),
      wholeNumber("max-streams", limits.maxStreams, 1, 10'000, "", "in a file"),
      bytes("max-bytes", limits.maxBytes, 1, "of a file, when it is opened"),
  };
}

std::vector<Setting> routingSettings(ServeSettings& s) {
  routing::PolicySettings& policy = s.worker.policy;
  Setting prices;
  prices.name = "prices";
  prices.description = "what a device costs an hour; changes the defaults and adds to them";
  prices.values = "DEVICE=PRICE, …; also vcpus=N, currency=USD";
  prices.several = true;
  prices.take = [&table = s.worker.prices](const std::vector<std::string>& given) -> std::string {
    std::string text;
    for (const std::string& entry : given) text += (text.empty() ? "" : ",") + entry;
    auto parsed = cost::priceTable(text);
    if (!parsed.ok()) return parsed.error().message;
    table = std::move(parsed).value();
    return {};
  };
  prices.show = [&table = s.worker.prices] { return std::vector{cost::toText(table)}; };
  return {
      choice("policy", policy.policy, routing::policyNames(), "which jobs the GPU takes when"),
      wholeNumber("load-threshold", policy.loadThreshold, 0, 10'000'000, "jobs",
                  "when more wait, the policies load and union use the GPU as well"),
      text("peak-hours", policy.peakHours, "HH:MM-HH:MM, …",
           "when the policies schedule and union use the GPU; may span midnight"),
      text("time-zone", policy.timeZone, "an IANA name", "of peak-hours"),
      std::move(prices),
  };
}

}  // namespace gradevault::settings
