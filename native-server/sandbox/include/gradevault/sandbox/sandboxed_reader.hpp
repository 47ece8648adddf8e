#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gradevault/media/video_reader.hpp"
#include "gradevault/result.hpp"

/// Decoding of untrusted media in a process of its own: no network, no files, little memory, an end to its
/// time. docs/decisions/0061-sandbox.md says what holds it and why.
namespace gradevault::sandbox {

struct SandboxSettings {
  std::string program = "/proc/self/exe";                       ///< a program that calls `serveDecoder`
  std::vector<std::string> arguments{"gradevault", "decoder"};  ///< its argv, from its name on
  /// Bytes of address space that decoding may take, besides the shared pictures and what the program and its
  /// threads have to begin with.
  std::int64_t memory = std::int64_t{4} << 30;
  double cpuSeconds = 1800;  ///< of processor time, all threads together
  double callDeadline = 60;  ///< s for one answer; time during which this process was stopped does not count
  /// Where the kernel gives no filter of system calls: true refuses to decode, false goes on without.
  bool required = true;
};

/// How a decoder process ended that was not let go; to the one who asked for it all of them are a crash.
enum class Ending {
  signal,   ///< a fatal signal; or it left, or spoke nonsense
  sandbox,  ///< it called for what the sandbox forbids
  memory,   ///< it needed more than its limit
  time,     ///< its processor time is used up, or it did not answer in time
  killed,   ///< by somebody else, as the kernel does when the machine's memory is out
};

/// As media::VideoReader::open, decoded in a sandboxed process that gets nothing but the open file and shared
/// memory. Same frames, same errors (after an error of `next` always that error). Nothing that the process
/// says is believed unchecked, and pictures are copied before they are used. When it is ended (by a signal,
/// the sandbox, its limits, its deadline), this and all later calls give an `internal` error whose message
/// begins with "decoder process: ", and `onEnding` is told once. Errors, besides: unsupported, when the
/// kernel gives no filter and `required`; internal, when the process cannot be started.
[[nodiscard]] Result<std::unique_ptr<media::VideoReader>> openSandboxed(
    const std::filesystem::path& path, const media::Limits& limits, int threads,
    const SandboxSettings& settings, std::function<void(Ending)> onEnding = nullptr);

/// The process's side: takes file and settings on descriptor 3, shuts itself in before it looks at a byte of
/// the file, serves until the parent closes its end, and then ends the process.
/// Errors: invalid_argument when descriptor 3 is not such a parent's, as when somebody runs it by hand.
[[nodiscard]] Status serveDecoder();

/// What holds a decoder process on this machine, one a line, for `doctor`: asked of one that was started and
/// shut itself in.
[[nodiscard]] std::vector<std::string> protections(const SandboxSettings& settings = {});

}  // namespace gradevault::sandbox
