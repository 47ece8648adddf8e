#include "engine_relay.hpp"

#include <algorithm>
#include <utility>

namespace gradevault::analyze {
namespace {

constexpr std::string_view hostDevice = "cpu";
constexpr std::string_view successor = "cpu";

}  // namespace

EngineRelay::EngineRelay(std::span<const EngineEntry> engines, std::unique_ptr<Engine> engine, std::string because)
    : engines_(engines), engine_(std::move(engine)) {
  describe(std::move(because));
}

void EngineRelay::describe(std::string because) {
  const EngineInfo& info = engine_->info();
  report_.name = info.name;
  report_.device = info.device;
  report_.isa = info.isa;
  report_.detail = info.detail;
  report_.chosenBecause = std::move(because);
}

Result<EngineRelay> EngineRelay::start(std::span<const EngineEntry> engines, std::string_view wanted,
                                       const EngineRequest& request) {
  std::vector<EngineFallback> fallbacks;
  std::string names;
  for (const EngineEntry& entry : engines) {
    names += (names.empty() ? "" : ", ") + std::string(entry.name);
    if (wanted != "auto" && wanted != entry.name) continue;
    auto engine = entry.make(request);
    if (engine.ok()) {
      if (request.isa != "auto" && (*engine)->info().isa != request.isa) {
        return Error{ErrorCode::invalid_argument, "the engine " + std::string(entry.name) +
                                                      " has no instruction set to choose; leave --isa out, or take "
                                                      "--engine cpu"};
      }
      EngineRelay relay(engines, std::move(engine).value(),
                        wanted == "auto" ? "auto: first engine that works here" : "asked for");
      for (EngineFallback& fallback : fallbacks) fallback.to = relay.report_.name;
      relay.report_.fallbacks = std::move(fallbacks);
      return relay;
    }
    if (wanted != "auto" || engine.error().code == ErrorCode::invalid_argument) return engine.error();
    EngineFallback& fallback = fallbacks.emplace_back();
    fallback.from = entry.name;
    fallback.reason = engine.error().message;
  }
  if (wanted == "auto") {
    return Error{ErrorCode::internal, "no engine works here: " + (fallbacks.empty() ? "none is built in"
                                                                                    : fallbacks.back().reason)};
  }
  return Error{ErrorCode::invalid_argument,
               "there is no engine '" + std::string(wanted) + "' in this program; it has auto, " + names};
}

Status EngineRelay::takeOver(const Error& error, std::optional<int> frame) {
  const bool mine = error.code == ErrorCode::cancelled || error.code == ErrorCode::invalid_argument;
  if (mine || report_.device == hostDevice) return error;
  const auto entry = std::find_if(engines_.begin(), engines_.end(),
                                  [](const EngineEntry& candidate) { return candidate.name == successor; });
  if (entry == engines_.end()) return error;
  auto engine = entry->make({});
  if (!engine.ok()) return error;
  EngineFallback& fallback = report_.fallbacks.emplace_back();
  fallback.from = report_.name;
  fallback.to = entry->name;
  fallback.reason = error.message;
  fallback.frame = frame;
  engine_ = std::move(engine).value();
  describe("took over from " + fallback.from);
  return {};
}

}  // namespace gradevault::analyze
