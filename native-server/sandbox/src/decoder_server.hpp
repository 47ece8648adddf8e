#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "color_area.hpp"
#include "confinement.hpp"
#include "gradevault/process/channel.hpp"
#include "luma_ring.hpp"
#include "wire.hpp"

namespace gradevault::sandbox {

/// Exit status of a decoder that could say no more than that its memory is out.
inline constexpr int outOfMemoryStatus = 77;

/// What tests do to a decoder, shut in, from within.
struct DecoderHooks {
  std::function<void()> shutIn;           ///< before the capture is opened
  std::function<void(int index)> before;  ///< a frame is told of
  std::function<void(FrameNews&)> news;   ///< may falsify it
};

/// The child's side: shuts itself in, opens the capture, decodes ahead as far as there are free slots, and
/// answers in between.
class DecoderServer {
 public:
  DecoderServer(process::Channel& channel, const DecoderHooks& hooks) : channel_(channel), hooks_(hooks) {}

  /// Until the parent closes its end.
  void run();

 private:
  [[nodiscard]] bool start();
  [[nodiscard]] bool answerProbe(const Result<Confinement>& held);
  [[nodiscard]] bool open(const OpenRequest& request, process::FileDescriptor capture);
  [[nodiscard]] bool takeRing();
  [[nodiscard]] bool serve();
  [[nodiscard]] bool produce();
  [[nodiscard]] bool obey();
  [[nodiscard]] bool sendColor(process::MessageReader& question, process::FileDescriptor area);
  [[nodiscard]] bool sendPictures(std::span<const media::ColorFrame> frames);
  /// False when the parent is gone. Says instead that memory is out where it is.
  [[nodiscard]] bool tell(const process::MessageWriter& message);
  [[nodiscard]] bool tell(Word word, const Error& error);

  process::Channel& channel_;
  const DecoderHooks& hooks_;
  Confinement held_;
  std::unique_ptr<media::VideoReader> reader_;
  LumaRing ring_;
  ColorArea area_;
  std::vector<std::uint32_t> free_;  ///< slots
  GrayImage spare_;
  bool ended_ = false;  ///< no frame will come any more
};

}  // namespace gradevault::sandbox
