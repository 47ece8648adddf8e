// A chunked body: what is let through is read by one grammar only, whichever way its bytes come in, and holds
// what a second, plain reader finds in it.
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "byte_source.hpp"
#include "chunk_guard.hpp"
#include "demand.hpp"

namespace {

using gradevault::fuzz::demand;
using gradevault::http::ChunkGuard;

struct Taken {
  bool good = true;
  bool complete = false;
  std::size_t bytes = 0;  ///< that belong to the body
};

Taken guarded(std::string_view body, std::size_t piece) {
  ChunkGuard guard;
  Taken taken;
  for (std::size_t at = 0; at < body.size() && !guard.complete(); at += piece) {
    const auto count = guard.take(body.substr(at, piece));
    if (!count) return {.good = false};
    demand(*count <= piece, "no more is let through than came");
    taken.bytes += *count;
  }
  taken.complete = guard.complete();
  return taken;
}

/// RFC 9112, 7.1, word by word: where the body ends; nothing where it does not.
std::optional<std::size_t> plainEnd(std::string_view body) {
  for (std::size_t at = 0;;) {
    const std::size_t line = body.find("\r\n", at);
    if (line == std::string_view::npos) return std::nullopt;
    std::uint64_t length = 0;
    const char* first = body.data() + at;
    const auto [end, error] = std::from_chars(first, body.data() + line, length, 16);
    if (error != std::errc() || end == first) return std::nullopt;
    at = line + 2;
    if (length > body.size() - at) return std::nullopt;
    at += static_cast<std::size_t>(length);
    if (body.substr(at, 2) != "\r\n") return std::nullopt;
    at += 2;
    if (length == 0) return at;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gradevault::fuzz::ByteSource input(data, size);
  const std::size_t piece = std::size_t{1} + input.byte() % 64;
  const std::string body = input.text();
  const Taken whole = guarded(body, body.size() + 1);
  const Taken pieces = guarded(body, piece);
  demand(whole.good == pieces.good && whole.complete == pieces.complete, "in pieces as in one");
  if (whole.good) demand(whole.bytes == pieces.bytes, "as many bytes in pieces as in one");
  if (whole.complete) demand(plainEnd(body) == whole.bytes, "the body ends where every reader sees its end");
  return 0;
}
