#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gradevault/checks.hpp"
#include "gradevault/progress.hpp"
#include "gradevault/result.hpp"

namespace gradevault::worker {

/// How a job ended in its runner, when the runner lived to tell.
struct RunnerEnd {
  std::optional<Error> error;  ///< none: the result folder is there
  /// How its decoder process was ended (signal, sandbox, memory, time, killed), or "memory" when the runner
  /// itself got none; or empty.
  std::string ended;
};

/// What a runner says, each one message of JSON: `ready` once, then for each job news and one `end`.
struct RunnerMessage {
  std::string type;  ///< ready, progress, check, golden_frame, end
  std::string data;  ///< JSON object: of the news what clients are told
};
[[nodiscard]] std::string toText(const RunnerMessage& message);
/// Absent for anything else: the runner is broken then.
[[nodiscard]] std::optional<RunnerMessage> runnerMessage(std::span<const std::byte> bytes);

[[nodiscard]] RunnerMessage endMessage(const RunnerEnd& end);
[[nodiscard]] std::optional<RunnerEnd> runnerEnd(const RunnerMessage& message);

/// `total` 0: not known; `framesPerSecond` 0: nothing to say.
[[nodiscard]] RunnerMessage progressMessage(std::string_view stage, std::int64_t done, std::int64_t total,
                                            double framesPerSecond);
[[nodiscard]] RunnerMessage checkMessage(const Check& check);
[[nodiscard]] RunnerMessage goldenFrameMessage(const GoldenFrameFound& frame);

}  // namespace gradevault::worker
