#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gradevault/sandbox/sandboxed_reader.hpp"

namespace gradevault::sandbox {

/// The decoder of these tests: a small program that does nothing else, or misbehaves as it is told.
[[nodiscard]] SandboxSettings testDecoder(const std::string& behaviour = "");

/// All that a reader says of a capture.
struct Transcript {
  std::optional<media::VideoFacts> facts;
  std::vector<media::LumaFrame> frames;
  std::vector<int> brokenPackets;  ///< at the start, after each frame, and at the end
  std::vector<media::ColorFrame> colors;
  std::vector<std::string> errors;  ///< of opening, reading, colour: code and message
};

/// Reads to the end, or to the first `most` frames, then every `step`-th in colour.
[[nodiscard]] Transcript transcript(Result<std::unique_ptr<media::VideoReader>> reader, int step = 5,
                                    int most = 1 << 30);

/// Expects that the sandboxed reader says what the one in this process says, with one thread and with three.
void expectTheSameBothWays(const std::filesystem::path& path, const media::Limits& limits = {});

}  // namespace gradevault::sandbox
