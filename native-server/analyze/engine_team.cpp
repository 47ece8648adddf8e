#include "engine_team.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace gradevault::analyze {
namespace {

constexpr int mostDevices = 64;

EngineFallback fallbackOf(std::string_view from, const std::string& reason) {
  EngineFallback fallback;
  fallback.from = from;
  fallback.to = from;
  fallback.reason = reason;
  return fallback;
}

}  // namespace

Result<std::vector<EngineTeam::Made>> EngineTeam::makeAll(const EngineEntry& entry, bool byName,
                                                          std::string_view isa, const DeviceChoice& devices,
                                                          std::vector<EngineFallback>& leftOut) {
  std::vector<Made> made;
  std::optional<Error> first;
  const int count = devices.all ? mostDevices : static_cast<int>(devices.numbers.size());
  for (int i = 0; i < count; ++i) {
    const int number = devices.all ? i : devices.numbers[static_cast<std::size_t>(i)];
    auto engine = entry.make({.isa = isa, .device = number});
    if (engine.ok()) {
      made.push_back({std::move(engine).value(), number});
      if (made.back().engine->info().device != hostDevice) continue;
      if (byName && !devices.all && count > 1) {
        return Error{ErrorCode::invalid_argument,
                     "the engine " + std::string(entry.name) +
                         " works on the CPU and has no devices to choose; leave --device out"};
      }
      break;
    }
    const bool noMore = engine.error().code == ErrorCode::invalid_argument && devices.all && i > 0;
    if (noMore) break;
    const bool leaveOut =
        engine.error().code != ErrorCode::invalid_argument && (devices.all ? i > 0 : !byName);
    if (!leaveOut) return engine.error();
    if (!first) first = engine.error();
    leftOut.push_back(fallbackOf(entry.name, engine.error().message));
    leftOut.back().device = "device " + std::to_string(number);
  }
  if (made.empty()) return *first;
  return made;
}

Result<EngineTeam> EngineTeam::start(std::span<const EngineEntry> engines, std::string_view wanted,
                                     std::string_view isa, const DeviceChoice& devices) {
  EngineTeam team;
  std::string names;
  for (const EngineEntry& entry : engines) {
    names += (names.empty() ? "" : ", ") + std::string(entry.name);
    const bool byName = wanted == entry.name;
    if (wanted != "auto" && !byName) continue;
    std::vector<EngineFallback> leftOut;
    auto made = makeAll(entry, byName, isa, devices, leftOut);
    if (!made.ok()) {
      if (byName || made.error().code == ErrorCode::invalid_argument) return made.error();
      team.fallbacks_.push_back(fallbackOf(entry.name, made.error().message));
      continue;
    }
    if (isa != "auto" && made->front().engine->info().isa != isa) {
      if (!byName) continue;
      return Error{ErrorCode::invalid_argument,
                   "the engine " + std::string(entry.name) +
                       " has no instruction set to choose; leave --isa out, or take "
                       "--engine cpu"};
    }
    for (EngineFallback& fallback : team.fallbacks_) fallback.to = entry.name;
    team.fallbacks_.insert(team.fallbacks_.end(), leftOut.begin(), leftOut.end());
    for (Made& one : *made) {
      Member& member = team.members_.emplace_back();
      member.device = std::to_string(one.device) + ": " + one.engine->info().device;
      member.relay = std::make_unique<EngineRelay>(engines, std::move(one.engine));
    }
    team.because_ = byName ? "asked for" : "auto: first engine that works here";
    return team;
  }
  if (wanted == "auto") {
    return Error{ErrorCode::internal,
                 "no engine works here: " +
                     (team.fallbacks_.empty() ? "none is built in" : team.fallbacks_.back().reason)};
  }
  return Error{ErrorCode::invalid_argument,
               "there is no engine '" + std::string(wanted) + "' in this program; it has auto, " + names};
}

EngineRelay& EngineTeam::lead() noexcept {
  const auto working = std::find_if(members_.begin(), members_.end(),
                                    [](const Member& member) { return !member.relay->relieved(); });
  return working == members_.end() ? *members_.front().relay : *working->relay;
}

EngineReport EngineTeam::report() const {
  EngineReport report;
  report.fallbacks = fallbacks_;
  std::vector<EngineFallback> later;
  const Member* lead = nullptr;
  for (const Member& member : members_) {
    if (lead == nullptr && !member.relay->relieved()) lead = &member;
    for (EngineFallback fallback : member.relay->fallbacks()) {
      if (members_.size() > 1) fallback.device = member.device;
      later.push_back(std::move(fallback));
    }
    if (members_.size() > 1) report.devices.push_back({member.device, static_cast<int>(member.frames), {}});
  }
  std::stable_sort(later.begin(), later.end(), [](const EngineFallback& a, const EngineFallback& b) {
    return a.frame.value_or(-1) < b.frame.value_or(-1);
  });
  report.fallbacks.insert(report.fallbacks.end(), later.begin(), later.end());
  report.chosenBecause = lead != nullptr ? because_ : "took over from " + later.back().from;
  const EngineInfo& info = (lead != nullptr ? lead : &members_.front())->relay->engine().info();
  report.name = info.name;
  report.device = info.device;
  report.isa = info.isa;
  report.detail = info.detail;
  return report;
}

}  // namespace gradevault::analyze
