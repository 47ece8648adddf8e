#pragma once

#include <sys/types.h>

#include "chunk_guard.hpp"
#include "connection.hpp"
#include "pace.hpp"

namespace gradevault::http {

/// The bytes of one request's body as they stand on the wire, chunk framing and all, and none beyond its end.
class BodySource {
 public:
  enum class Trouble { none, gone, slow, malformed };

  /// A body that is not streamed must be whole after `bodySeconds`; a streamed one must keep the least rate.
  BodySource(Connection& connection, const Request& request, const ServerSettings& settings);

  /// > 0: bytes; 0: the body has ended; < 0: `trouble` says why.
  [[nodiscard]] ssize_t read(char* into, std::size_t size);
  [[nodiscard]] bool complete() const noexcept;
  [[nodiscard]] Trouble trouble() const noexcept { return trouble_; }
  [[nodiscard]] std::int64_t bytes() const noexcept { return bytes_; }

 private:
  [[nodiscard]] bool sayContinue();
  [[nodiscard]] bool fill();
  ssize_t failed(Trouble trouble) {
    trouble_ = trouble;
    return -1;
  }

  Connection& connection_;
  bool chunked_;
  bool continueDue_;
  std::int64_t remaining_;    ///< where the length is known
  ChunkGuard guard_;          ///< else
  std::size_t approved_ = 0;  ///< of the input, by the guard, not read yet
  Pace pace_;
  Trouble trouble_ = Trouble::none;
  std::int64_t bytes_ = 0;
};

}  // namespace gradevault::http
