#include "chunk_guard.hpp"

#include <algorithm>

namespace gradevault::http {
namespace {

constexpr int kMostDigits = 15;
constexpr int kLongestExtension = 256;

}  // namespace

std::optional<std::size_t> ChunkGuard::take(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size() && state_ != State::complete) {
    if (state_ == State::data) {
      const auto count = std::min<std::uint64_t>(remaining_, bytes.size() - at);
      at += static_cast<std::size_t>(count);
      remaining_ -= count;
      if (remaining_ == 0) state_ = State::dataReturn;
    } else if (!step(bytes[at++])) {
      return std::nullopt;
    }
  }
  return at;
}

bool ChunkGuard::step(char c) {
  const auto expect = [&](char wanted, State next) {
    if (c != wanted) return false;
    state_ = next;
    return true;
  };
  switch (state_) {
    case State::size:
      if (sizeDigit(c)) return true;
      if (digits_ == 0) return false;
      if (c == ';') {
        extension_ = 0;
        state_ = State::extension;
        return true;
      }
      return expect('\r', State::sizeEnd);
    case State::extension:
      if (c == '\r') return expect('\r', State::sizeEnd);
      return ++extension_ <= kLongestExtension && static_cast<unsigned char>(c) >= 0x20 && c != 0x7f;
    case State::sizeEnd:
      digits_ = 0;
      return expect('\n', remaining_ > 0 ? State::data : State::lastReturn);
    case State::dataReturn:
      return expect('\r', State::dataEnd);
    case State::dataEnd:
      return expect('\n', State::size);
    case State::lastReturn:
      return expect('\r', State::lastEnd);
    case State::lastEnd:
      return expect('\n', State::complete);
    case State::data:
    case State::complete:
      break;
  }
  return false;
}

bool ChunkGuard::sizeDigit(char c) {
  int digit = -1;
  if (c >= '0' && c <= '9') digit = c - '0';
  if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
  if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
  if (digit < 0 || digits_ == kMostDigits) return false;
  if (digits_ == 0) remaining_ = 0;
  ++digits_;
  remaining_ = remaining_ * 16 + static_cast<unsigned>(digit);
  return true;
}

}  // namespace gradevault::http
