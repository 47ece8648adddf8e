#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "collected_parts.hpp"
#include "envelope.hpp"
#include "frame_slots.hpp"
#include "gradevault/device_process/serve.hpp"
#include "gradevault/process/channel.hpp"
#include "gradevault/process/message.hpp"
#include "wire.hpp"

namespace gradevault::device_process {

/// The child's engine and scanners; answers one question after the other. Nothing that a question holds and
/// nothing that an engine throws gets further than into an answer.
class Server {
 public:
  explicit Server(const Program& program) : program_(program) {}

  /// The answer, its envelope included.
  [[nodiscard]] process::MessageWriter answer(process::Channel::Message message);

 private:
  /// What is kept of a scanner between calls. The engine's scanner may speak to the parts until it goes.
  struct HeldScanner {
    std::unique_ptr<CollectedParts> parts;
    FrameSlots slots;
    std::unique_ptr<Scanner> scanner;
  };

  [[nodiscard]] Status dispatched(const Envelope& envelope, process::MessageReader& question,
                                  process::FileDescriptor descriptor, process::MessageWriter& payload);
  [[nodiscard]] Status listDevices(process::MessageReader& question, process::MessageWriter& payload) const;
  [[nodiscard]] Status start(process::MessageReader& question, process::MessageWriter& payload);
  [[nodiscard]] Status makeScanner(process::MessageReader& question, process::FileDescriptor descriptor,
                                   process::MessageWriter& payload);
  [[nodiscard]] Status scan(process::MessageReader& question, process::MessageWriter& payload);
  [[nodiscard]] Status releaseScanner(process::MessageReader& question);
  [[nodiscard]] Status defectMaps(process::MessageReader& question, process::FileDescriptor descriptor,
                                  process::MessageWriter& payload);
  [[nodiscard]] Executor& executor(int threads);

  const Program& program_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Executor> executor_;
  std::map<std::uint32_t, HeldScanner> scanners_;
  PartTimes parts_;  ///< of the question at hand
};

}  // namespace gradevault::device_process
