#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "gradevault/media/video_reader.hpp"
#include "gradevault/process/message.hpp"
#include "gradevault/sandbox/sandboxed_reader.hpp"

namespace gradevault::sandbox {

/// What a message is.
enum class Word : std::uint32_t {
  // the parent's
  open = 1,    ///< OpenRequest; with the capture's descriptor
  probe,       ///< OpenRequest; only shut yourself in and say what holds
  ring,        ///< with the descriptor of the luma slots
  release,     ///< a slot was read
  color,       ///< frame numbers; with the descriptor of a ColorArea
  colorTaken,  ///< the picture in the area was read
  // the child's
  opened,      ///< facts, or why not
  held,        ///< answer to `probe`
  frame,       ///< FrameNews
  ended,       ///< no more frames: the end, or an error
  colorFrame,  ///< a picture is in the area
  colorError,
  outOfMemory,  ///< its limit is reached; it ends
};

/// A message that begins as all do. Both sides are one program, so values are as they lie in memory.
[[nodiscard]] process::MessageWriter say(Word word);
/// The first of a message; nothing when it is none of ours.
[[nodiscard]] std::optional<Word> takeWord(process::MessageReader& message);

struct OpenRequest {
  std::string name;  ///< what messages call the capture
  media::Limits limits;
  int threads = 1;
  std::int64_t memory = 0;  ///< as in SandboxSettings
  double cpuSeconds = 0;
  bool required = true;
};
void put(process::MessageWriter& message, const OpenRequest& request);
[[nodiscard]] OpenRequest takeOpenRequest(process::MessageReader& message);

/// A frame lies in a slot.
struct FrameNews {
  std::uint32_t slot = 0;
  std::int32_t index = 0;
  double time = 0;
  bool lost = false;
  bool gapBefore = false;
  std::int32_t brokenPackets = 0;  ///< up to this frame
};
void put(process::MessageWriter& message, const FrameNews& news);
[[nodiscard]] FrameNews takeFrameNews(process::MessageReader& message);

void put(process::MessageWriter& message, const media::VideoFacts& facts);
/// As they came, unchecked; see `plausible`.
[[nodiscard]] media::VideoFacts takeFacts(process::MessageReader& message);
/// Whether a reader that keeps to `limits` could say so.
[[nodiscard]] bool plausible(const media::VideoFacts& facts, const media::Limits& limits);

void put(process::MessageWriter& message, const Error& error);
/// One line, of a bearable length, with a code that a reader gives.
[[nodiscard]] Error takeError(process::MessageReader& message);

}  // namespace gradevault::sandbox
