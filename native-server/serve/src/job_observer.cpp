#include "job_observer.hpp"

#include <nlohmann/json.hpp>

namespace gradevault::serve {
namespace {

constexpr int eventsARead = 200;

}  // namespace

void JobObserver::changed(const std::string& id) {
  std::int64_t& after = seen_[id];
  bool final = false;
  while (true) {
    const auto events = jobs_.events(id, after, eventsARead);
    if (!events.ok() || events->empty()) break;
    for (const jobs::Event& event : *events) {
      after = event.number;
      const auto state = jobs::jobState(event.type);
      final = state ? jobs::isFinal(*state) : final && event.type != "retry";
      told(id, event);
    }
  }
  if (!final) return;
  ended(id);
  seen_.erase(id);
}

void JobObserver::told(const std::string& id, const jobs::Event& event) {
  const auto data = nlohmann::json::parse(event.data, nullptr, false);
  const auto text = [&](const char* name) {
    return data.is_object() && data.contains(name) && data[name].is_string() ? data[name].get<std::string>()
                                                                             : std::string();
  };
  if (event.type == "progress") {
    int percent = 0;
    if (data.is_object() && data.contains("percent") && data["percent"].is_number())
      percent = static_cast<int>(data["percent"].get<double>());
    if (progress_ != nullptr) progress_->tell(id, "running", text("stage"), percent);
    return;
  }
  const auto state = jobs::jobState(event.type);
  if (progress_ != nullptr && state)
    progress_->tell(id, event.type, "", *state == jobs::JobState::done ? 100 : 0);
  if ((state && !jobs::isFinal(*state)) || event.type == "retry")
    log_.write(Log::Level::info, "job", {{"job", id}, {"state", event.type}, {"code", text("code")}});
}

void JobObserver::ended(const std::string& id) {
  const auto job = jobs_.find(id);
  if (!job.ok() || !*job || !jobs::isFinal((*job)->state)) return;
  metrics_.jobEnded(**job);
  const jobs::Milliseconds began = (*job)->started != 0 ? (*job)->started : (*job)->finished;
  log_.write((*job)->state == jobs::JobState::quarantined ? Log::Level::warning : Log::Level::info, "job",
             {{"job", id},
              {"state", std::string(jobs::name((*job)->state))},
              {"code", (*job)->problem ? (*job)->problem->code : ""},
              {"worker", (*job)->worker},
              {"claims", (*job)->token},
              {"seconds", static_cast<double>((*job)->finished - began) / 1000}});
}

}  // namespace gradevault::serve
