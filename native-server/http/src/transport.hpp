#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "gradevault/process/file_descriptor.hpp"

namespace gradevault::http {

/// What a step that cannot go on now waits for.
enum class Wait { none, readable, writable, ended };

struct Moved {
  std::size_t bytes = 0;
  Wait wait = Wait::none;  ///< none: ask again at once; ended: closed by the peer, or broken
};

/// A non-blocking connection's bytes, in the clear or by TLS. One thread at a time; `interrupt` from any.
class Transport {
 public:
  explicit Transport(process::FileDescriptor socket) : socket_(std::move(socket)) {}
  virtual ~Transport() = default;
  [[nodiscard]] int descriptor() const noexcept { return socket_.number(); }

  /// Until it says none.
  [[nodiscard]] virtual Wait handshake() { return Wait::none; }
  [[nodiscard]] virtual Moved read(std::span<char> into);
  [[nodiscard]] virtual Moved write(std::string_view bytes);
  /// Says that nothing more comes; the peer may still send.
  virtual void finish();
  [[nodiscard]] virtual bool secure() const noexcept { return false; }

  /// Takes what still comes after `finish`, without understanding it.
  [[nodiscard]] Moved discard(std::span<char> into) { return Transport::read(into); }

  /// Whether the peer has neither closed nor half-closed the connection.
  [[nodiscard]] bool peerThere() const noexcept;
  /// Ends every wait on the socket.
  void interrupt() const noexcept;
  /// Waits for the socket, at most `seconds`; false when nothing came.
  [[nodiscard]] bool await(Wait wait, double seconds) const noexcept;

 protected:
  process::FileDescriptor socket_;
};

}  // namespace gradevault::http
