// The head of a request, as far as a client's bytes go before anything else is decided: strict, or refused
// with a problem; then its path, its query and its Range. What is accepted leaves a proxy in front no other
// way to read it.
#include "request_head.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "byte_ranges.hpp"
#include "byte_source.hpp"
#include "demand.hpp"
#include "percent.hpp"

namespace {

using namespace gradevault;
using fuzz::demand;

void checkRanges(std::string_view header, std::int64_t size) {
  const auto ranges = http::parseByteRanges(header, size);
  if (!ranges) return;
  for (const http::ByteRange& range : *ranges)
    demand(range.first >= 0 && range.first <= range.last && range.last < size,
           "a range lies within the file");
}

void checkTarget(const http::RequestHead& head) {
  if (const auto parts = http::pathParts(head.path)) {
    for (const std::string& part : *parts)
      demand(part != "." && part != ".." && part.find('\0') == std::string::npos, "no part leads elsewhere");
  }
  if (const auto value = http::queryParameter(head.query, "limit"))
    demand(value->size() <= head.query.size(), "decoding makes nothing longer");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::ByteSource input(data, size);
  const std::int64_t fileSize = input.word();
  const std::string text = input.text();
  const std::size_t end = http::headEnd(text, 0);
  // However the bytes come in, the end is found at the same place.
  std::size_t found = 0;
  for (std::size_t come = 1, looked = 0; come <= text.size() && found == 0; looked = come++)
    found = http::headEnd(std::string_view(text).substr(0, come), looked);
  demand(end == 0 || end == std::string::npos || end <= text.size(), "the end lies within");
  demand(found == end, "in pieces as in one");
  if (end == 0 || end == std::string::npos) return 0;

  const http::ServerSettings limits;
  const std::string_view headText = std::string_view(text).substr(0, end);
  const auto read = http::parseRequestHead(headText, limits);
  if (const auto* refusal = std::get_if<http::Refusal>(&read)) {
    demand(refusal->status >= 400 && refusal->status <= 505 && !refusal->code.empty(),
           "a refusal is a problem");
    return 0;
  }
  const auto& head = std::get<http::RequestHead>(read);
  demand(!head.target.empty() && head.target.front() == '/', "the target is a path");
  demand(!(head.chunked && head.contentLength >= 0), "a body has one length");
  demand(head.contentLength >= -1, "which is no less than nothing");
  demand(head.count("Content-Length") <= 1 && head.count("Transfer-Encoding") <= 1, "said once");
  demand(static_cast<int>(head.headers.size()) <= limits.maxHeaders, "no more headers than allowed");
  for (const auto& [name, value] : head.headers) {
    demand(!name.empty() && name.find_first_of(" \t:\r\n") == std::string::npos, "a name is a token");
    demand(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos, "a value is one line");
  }
  checkTarget(head);
  checkRanges(head.value("Range"), fileSize);
  return 0;
}
