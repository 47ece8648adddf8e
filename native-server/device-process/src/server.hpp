#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "channel.hpp"
#include "collected_parts.hpp"
#include "frame_slots.hpp"
#include "gradevault/device_process/serve.hpp"
#include "message.hpp"
#include "wire.hpp"

namespace gradevault::device_process {

/// The child's engine and scanners; answers one question after the other. Nothing that a question holds and
/// nothing that an engine throws gets further than into an answer.
class Server {
 public:
  explicit Server(const Program& program) : program_(program) {}

  /// The answer, its envelope included.
  [[nodiscard]] MessageWriter answer(Channel::Message message);

 private:
  /// What is kept of a scanner between calls. The engine's scanner may speak to the parts until it goes.
  struct HeldScanner {
    std::unique_ptr<CollectedParts> parts;
    FrameSlots slots;
    std::unique_ptr<Scanner> scanner;
  };

  [[nodiscard]] Status dispatched(const Envelope& envelope, MessageReader& question,
                                  FileDescriptor descriptor, MessageWriter& payload);
  [[nodiscard]] Status listDevices(MessageReader& question, MessageWriter& payload) const;
  [[nodiscard]] Status start(MessageReader& question, MessageWriter& payload);
  [[nodiscard]] Status makeScanner(MessageReader& question, FileDescriptor descriptor,
                                   MessageWriter& payload);
  [[nodiscard]] Status scan(MessageReader& question, MessageWriter& payload);
  [[nodiscard]] Status releaseScanner(MessageReader& question);
  [[nodiscard]] Status defectMaps(MessageReader& question, FileDescriptor descriptor, MessageWriter& payload);
  [[nodiscard]] Executor& executor(int threads);

  const Program& program_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Executor> executor_;
  std::map<std::uint32_t, HeldScanner> scanners_;
  PartTimes parts_;  ///< of the question at hand
};

}  // namespace gradevault::device_process
