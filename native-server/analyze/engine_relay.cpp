#include "engine_relay.hpp"

#include <algorithm>
#include <utility>

namespace gradevault::analyze {
namespace {

constexpr std::string_view successor = "cpu";

}  // namespace

Status EngineRelay::takeOver(const Error& error, std::optional<int> frame) {
  const EngineInfo failed = engine_->info();
  const bool mine = error.code == ErrorCode::cancelled || error.code == ErrorCode::invalid_argument;
  if (mine || failed.device == hostDevice) return error;
  const auto entry = std::find_if(engines_.begin(), engines_.end(),
                                  [](const EngineEntry& candidate) { return candidate.name == successor; });
  if (entry == engines_.end()) return error;
  auto engine = entry->make({});
  if (!engine.ok()) return error;
  EngineFallback& fallback = fallbacks_.emplace_back();
  fallback.from = failed.name;
  fallback.to = entry->name;
  fallback.reason = error.message;
  fallback.frame = frame;
  engine_ = std::move(engine).value();
  return {};
}

}  // namespace gradevault::analyze
