#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace gradevault {

/// What kind of thing went wrong; each program maps it to an exit code or an HTTP status.
enum class ErrorCode {
  invalid_argument,   ///< the caller passed something unusable
  unreadable_input,   ///< the capture cannot be read: missing, damaged, not a video, over a limit
  write_failed,       ///< results could not be written: no permission, disk full
  cancelled,          ///< the caller asked to stop
  unsupported,        ///< valid, but this build or engine cannot do it
  internal,           ///< a defect of ours, or of a library below us
};

[[nodiscard]] std::string_view name(ErrorCode code) noexcept;

/// One clear sentence for people: what, where, and what to do.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
};

/// A value, or the reason why there is none. Crosses every seam of the project instead of exceptions.
/// `Result<void>` is `Status`. (std::expected arrives with C++23; see docs/decisions/0003-result.md.)
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool ok() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return ok(); }

  /// Precondition: ok().
  [[nodiscard]] T& value() & {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] const T& value() const& {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] T&& value() && {
    assert(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// Precondition: !ok().
  [[nodiscard]] const Error& error() const {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool ok() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return ok(); }

  /// Precondition: !ok().
  [[nodiscard]] const Error& error() const {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<std::monostate, Error> state_;
};

using Status = Result<void>;

}  // namespace gradevault
