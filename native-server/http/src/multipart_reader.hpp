#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gradevault/http/server.hpp"

namespace gradevault::http {

/// Takes a multipart/form-data body (RFC 7578) apart as it comes, in bounded memory: at most 8 KiB for a
/// part's headers, 128 parts, nothing before the first boundary but an empty line.
class MultipartReader {
 public:
  using PartCallback = std::function<bool(const Call::Part&)>;
  using DataCallback = std::function<bool(std::span<const char>)>;

  /// The boundary that a Content-Type names; nothing where it is not multipart/form-data with a valid one.
  [[nodiscard]] static std::optional<std::string> boundaryOf(std::string_view contentType);

  MultipartReader(std::string_view boundary, PartCallback part, DataCallback data);
  /// false: malformed (`malformed()`), or a callback said so.
  [[nodiscard]] bool take(std::span<const char> bytes);
  /// The last boundary came.
  [[nodiscard]] bool complete() const noexcept { return state_ == State::epilogue; }
  [[nodiscard]] bool malformed() const noexcept { return malformed_; }

 private:
  enum class State { first, boundaryEnd, headers, data, epilogue };
  enum class Step { more, again, stop };
  Step step();
  Step openFirst();
  Step endBoundary();
  Step readHeaders();
  Step passData();
  Step wrong() {
    malformed_ = true;
    return Step::stop;
  }

  std::string delimiter_;  ///< CR LF, two dashes, the boundary
  PartCallback part_;
  DataCallback data_;
  State state_ = State::first;
  std::string pending_;
  int parts_ = 0;
  bool malformed_ = false;
};

}  // namespace gradevault::http
