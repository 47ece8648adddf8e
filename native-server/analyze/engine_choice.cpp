#include "engine_choice.hpp"

namespace gradevault::analyze {
namespace {

ChosenEngine chosen(std::unique_ptr<Engine> engine, std::string because, std::vector<EngineFallback> fallbacks) {
  const EngineInfo& info = engine->info();
  EngineReport report;
  report.name = info.name;
  report.device = info.device;
  report.isa = info.isa;
  report.detail = info.detail;
  report.chosenBecause = std::move(because);
  report.fallbacks = std::move(fallbacks);
  for (auto& fallback : report.fallbacks) fallback.to = info.name;
  return {std::move(engine), std::move(report)};
}

}  // namespace

Result<ChosenEngine> chooseEngine(std::span<const EngineEntry> engines, std::string_view wanted,
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
      return chosen(std::move(engine).value(), wanted == "auto" ? "auto: first engine that works here" : "asked for",
                    std::move(fallbacks));
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

}  // namespace gradevault::analyze
