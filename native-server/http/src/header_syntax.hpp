#pragma once

#include <string_view>

namespace gradevault::http {

/// RFC 9110, 5.6.2: what methods and header names are made of.
[[nodiscard]] bool isToken(std::string_view text) noexcept;
/// RFC 9110, 5.5, without obs-fold: nothing below space but tabs, no DEL; so no NUL, CR or LF.
[[nodiscard]] bool isFieldValue(std::string_view text) noexcept;
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;  ///< of spaces and tabs
[[nodiscard]] bool equalIgnoringCase(std::string_view a, std::string_view b) noexcept;

/// Calls `take` with every trimmed, non-empty element of a list such as "a, b"; does not know quoted strings.
template <class Take>
void forEachElement(std::string_view list, Take take) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    const auto element = trimmed(list.substr(0, comma));
    if (!element.empty()) take(element);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
}

}  // namespace gradevault::http
