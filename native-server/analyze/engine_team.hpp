#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine_relay.hpp"
#include "gradevault/analyze/device_choice.hpp"

namespace gradevault::analyze {

/// One engine on each of the devices that were chosen for it, one at the least. A capture's frames are shared
/// among them.
class EngineTeam {
 public:
  /// Takes the engine called `wanted`, or for "auto" the first of the list that can be made on one of the
  /// devices. An engine that was preferred and could not be made, and a device that was left out, is a
  /// fallback in the report. Errors: invalid_argument for a name, an instruction set or a device number that
  /// is not there; the engine's own error when it was asked for by name.
  [[nodiscard]] static Result<EngineTeam> start(std::span<const EngineEntry> engines, std::string_view wanted,
                                                std::string_view isa, const DeviceChoice& devices);

  [[nodiscard]] std::size_t size() const noexcept { return members_.size(); }
  [[nodiscard]] EngineRelay& member(std::size_t index) noexcept { return *members_[index].relay; }
  /// The member for work that one does alone: the first that still works on its device, else the first.
  [[nodiscard]] EngineRelay& lead() noexcept;
  /// The member's own engine scanned so many frames more. Safe from one thread a member.
  void count(std::size_t index, std::int64_t frames) noexcept { members_[index].frames += frames; }

  /// What the report says of them. When no thread works with a member.
  [[nodiscard]] EngineReport report() const;

 private:
  struct Member {
    std::unique_ptr<EngineRelay> relay;  ///< stays where it is
    std::string device;                  ///< number and name, as in doctor
    std::int64_t frames = 0;
  };
  struct Made {
    std::unique_ptr<Engine> engine;
    int device = 0;
  };
  /// The devices' engines, one at the least; those left out are added to `leftOut`.
  [[nodiscard]] static Result<std::vector<Made>> makeAll(const EngineEntry& entry, bool byName,
                                                         std::string_view isa, const DeviceChoice& devices,
                                                         std::vector<EngineFallback>& leftOut);

  std::vector<Member> members_;
  std::vector<EngineFallback> fallbacks_;  ///< before the first frame
  std::string because_;
};

}  // namespace gradevault::analyze
