#include "gpu_breaker.hpp"

#include <algorithm>

#include "claim_plan.hpp"

namespace gradevault::worker {
namespace {

constexpr std::string_view engineName = "cuda";

const EngineFallback* firstFault(const EngineReport& engine) {
  const auto fault = std::ranges::find(engine.fallbacks, engineName, &EngineFallback::from);
  return fault == engine.fallbacks.end() ? nullptr : &*fault;
}

}  // namespace

GpuBreaker::GpuBreaker(jobs::DeviceTable& table, int device) : table_(table), id_(deviceId(device)) {}

Result<bool> GpuBreaker::mayUse(jobs::Milliseconds now) {
  if (trial_) return true;
  const auto devices = table_.list();
  if (!devices.ok()) return devices.error();
  const auto device = std::ranges::find(*devices, id_, &jobs::Device::id);
  // Reading is enough most of the time; only a trial has to be written down.
  if (device == devices->end() || device->outUntil == 0) return true;
  if (device->outUntil > now) return false;
  const auto granted = table_.mayUse(id_);
  if (granted.ok()) trial_ = *granted;
  return granted;
}

bool GpuBreaker::failed(const EngineReport& engine) {
  return firstFault(engine) != nullptr;
}

Status GpuBreaker::learn(const EngineReport& engine) {
  if (const EngineFallback* first = firstFault(engine)) return fault(first->reason);
  if (engine.name != engineName) return {};
  trial_ = false;
  if (Status seen = table_.seen(id_, engine.device); !seen) return seen;
  return table_.worked(id_);
}

Status GpuBreaker::fault(const std::string& reason) {
  trial_ = false;
  return table_.fault(id_, reason);
}

}  // namespace gradevault::worker
