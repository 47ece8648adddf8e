#include "content_coding.hpp"

#include "header_syntax.hpp"

namespace gradevault::http {
namespace {

/// The weight of "br; q=0.5" is not 0: "0", "0.", "0.000" are.
bool isRefused(std::string_view parameters) {
  const auto equals = parameters.find('=');
  if (equals == std::string_view::npos) return false;
  const auto weight = trimmed(parameters.substr(equals + 1));
  return !weight.empty() && weight.front() == '0' && weight.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

bool accepts(std::string_view acceptEncoding, std::string_view coding) {
  bool any = false;
  bool named = false;
  bool refused = false;
  forEachElement(acceptEncoding, [&](std::string_view element) {
    const auto semicolon = element.find(';');
    const auto name = trimmed(element.substr(0, semicolon));
    const bool zero = semicolon != std::string_view::npos && isRefused(element.substr(semicolon + 1));
    if (equalIgnoringCase(name, coding)) {
      named = true;
      refused = zero;
    } else if (name == "*") {
      any = !zero;
    }
  });
  return named ? !refused : any;
}

}  // namespace gradevault::http
