#include "byte_ranges.hpp"

#include <algorithm>
#include <charconv>

#include "header_syntax.hpp"

namespace gradevault::http {
namespace {

constexpr int kMostRanges = 16;
constexpr int kMostOverlaps = 2;

bool number(std::string_view text, std::int64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && out >= 0;
}

int overlaps(const std::vector<ByteRange>& ranges) {
  int count = 0;
  for (std::size_t a = 0; a < ranges.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if (ranges[a].first <= ranges[b].last && ranges[b].first <= ranges[a].last) ++count;
    }
  }
  return count;
}

}  // namespace

std::optional<std::vector<ByteRange>> parseByteRanges(std::string_view header, std::int64_t size) {
  constexpr std::string_view unit = "bytes=";
  if (!equalIgnoringCase(header.substr(0, unit.size()), unit)) return std::nullopt;
  std::vector<ByteRange> ranges;
  bool understood = true;
  int count = 0;
  forEachElement(header.substr(unit.size()), [&](std::string_view spec) {
    ++count;
    const auto dash = spec.find('-');
    if (dash == std::string_view::npos) {
      understood = false;
      return;
    }
    const auto first = spec.substr(0, dash);
    const auto last = spec.substr(dash + 1);
    ByteRange range{0, size - 1};
    std::int64_t suffix = 0;
    if (first.empty()) {
      understood = understood && number(last, suffix);
      if (suffix == 0) return;
      range.first = std::max<std::int64_t>(0, size - suffix);
    } else {
      understood = understood && number(first, range.first);
      if (!last.empty()) {
        understood = understood && number(last, range.last) && range.first <= range.last;
        range.last = std::min(range.last, size - 1);
      }
    }
    if (range.first < size) ranges.push_back(range);
  });
  if (!understood || count == 0 || count > kMostRanges || overlaps(ranges) > kMostOverlaps)
    return std::nullopt;
  return ranges;
}

}  // namespace gradevault::http
