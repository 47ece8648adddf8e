#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "gradevault/process/file_descriptor.hpp"
#include "gradevault/result.hpp"

namespace gradevault::process {

/// Whole messages between two processes (a SOCK_SEQPACKET socket: one arrives whole or not at all), each with
/// a descriptor where one is handed over.
class Channel {
 public:
  static constexpr std::size_t largestMessage = std::size_t{64} << 10;

  struct Message {
    std::vector<std::byte> bytes;
    FileDescriptor descriptor;
  };
  enum class Arrival { message, ended, timedOut, unreadable };

  explicit Channel(FileDescriptor socket) : socket_(std::move(socket)) {}
  /// Two that are connected, for this process and for a child; close-on-exec.
  [[nodiscard]] static Result<std::pair<FileDescriptor, FileDescriptor>> makeSockets();

  /// Never waits. False: the other side has ended, or takes nothing in.
  [[nodiscard]] bool send(std::span<const std::byte> bytes, int descriptor = -1);
  /// Waits for `seconds`, or until something happens. `message` is filled for Arrival::message; a descriptor
  /// is taken only where `withDescriptor`.
  [[nodiscard]] Arrival receive(Message& message, std::optional<double> seconds, bool withDescriptor);
  /// Nothing has come, and the other side has not ended.
  [[nodiscard]] bool isQuiet() const;
  /// The other side sees the end.
  void close() { socket_ = FileDescriptor(); }

 private:
  [[nodiscard]] bool wait(double seconds) const;

  FileDescriptor socket_;
};

}  // namespace gradevault::process
