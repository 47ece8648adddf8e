#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gradevault/media/video_reader.hpp"
#include "gradevault/result.hpp"

/// Decoding of untrusted media in a process of its own: no network, no files, little memory, an end to its
/// time.
namespace gradevault::sandbox {

struct SandboxSettings {
  std::string program = "/proc/self/exe";
  std::vector<std::string> arguments{"gradevault", "decoder"};
  std::int64_t memory = std::int64_t{4} << 30;  ///< bytes of address space besides the shared pictures
  double cpuSeconds = 1800;                     ///< of processor time, all threads together
  double callDeadline = 60;                     ///< s for one answer
};

/// How a decoder process ended that did not end by itself; the attempt's worker makes a Failure::crash of all
/// of them.
enum class Ending { signal, sandbox, memory, time, killed };

/// As media::VideoReader::open, decoded in a sandboxed process that gets nothing but the open file and shared
/// memory. Same frames, same errors. When the process is ended (by a signal, the sandbox, its limits, its
/// deadline), calls give an `internal` error whose message begins with "decoder process: " and `onEnding` is
/// told.
[[nodiscard]] Result<std::unique_ptr<media::VideoReader>> openSandboxed(
    const std::filesystem::path& path, const media::Limits& limits, int threads,
    const SandboxSettings& settings, std::function<void(Ending)> onEnding = nullptr);

/// The process's side: takes file and settings on descriptor 3, shuts itself in, serves. As
/// device_process::serve.
[[nodiscard]] Status serveDecoder();

/// What this kernel gives, one a line, for `doctor` ("seccomp: active on all threads", "address-space limit:
/// …").
[[nodiscard]] std::vector<std::string> protections();

}  // namespace gradevault::sandbox
