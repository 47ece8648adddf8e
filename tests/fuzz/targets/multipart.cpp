// A multipart body, which gives the same parts whichever way its bytes come in.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "byte_source.hpp"
#include "demand.hpp"
#include "multipart_reader.hpp"

namespace {

using namespace gradevault;
using fuzz::demand;

struct Taken {
  std::string text;  ///< all parts, one behind the other
  int parts = 0;
  bool good = false;
  bool operator==(const Taken&) const = default;
};

Taken takeApart(std::string_view boundary, std::string_view body, std::size_t piece) {
  Taken taken;
  http::MultipartReader reader(
      boundary,
      [&](const http::Call::Part& part) {
        ++taken.parts;
        taken.text += '\n' + part.name + '\t' + part.fileName + '\t' + part.mediaType + '\n';
        return true;
      },
      [&](std::span<const char> bytes) {
        demand(!bytes.empty(), "pieces hold something");
        taken.text.append(bytes.begin(), bytes.end());
        return true;
      });
  bool goingOn = true;
  for (std::size_t at = 0; goingOn && at < body.size(); at += piece) {
    const auto bytes = body.substr(at, piece);
    goingOn = reader.take({bytes.data(), bytes.size()});
  }
  taken.good = goingOn && reader.complete();
  demand(!taken.good || !reader.malformed(), "what is complete is well-formed");
  return taken;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::ByteSource input(data, size);
  const std::size_t piece = std::size_t{1} + input.byte() % 64;
  const auto boundary = http::MultipartReader::boundaryOf(input.line());
  if (!boundary) return 0;
  demand(!boundary->empty() && boundary->size() <= 70, "a boundary has at most 70 bytes");
  const std::string body = input.text();
  const Taken whole = takeApart(*boundary, body, body.size() + 1);
  const Taken pieces = takeApart(*boundary, body, piece);
  demand(whole.good == pieces.good, "good in pieces as in one");
  if (whole.good) demand(whole == pieces, "the same parts in pieces as in one");
  demand(whole.text.size() <= body.size() + 16 * static_cast<std::size_t>(whole.parts), "nothing is made up");
  return 0;
}
