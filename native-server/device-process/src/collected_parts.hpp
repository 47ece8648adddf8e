#pragma once

#include <mutex>

#include "gradevault/trace.hpp"
#include "wire.hpp"

namespace gradevault::device_process {

/// Adds up in the child what the engine says to its trace; the parent hears it with the answer.
class CollectedParts final : public Trace {
 public:
  [[nodiscard]] double now() const noexcept override;
  void spent(std::string_view part, double seconds) noexcept override;
  /// What was said since the last call.
  [[nodiscard]] PartTimes taken();

 private:
  std::mutex mutex_;
  PartTimes parts_;
};

}  // namespace gradevault::device_process
