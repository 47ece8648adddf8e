#include <algorithm>
#include <cctype>

#include "gradevault/cost/price_table.hpp"

namespace gradevault::cost {
namespace {

bool isWordPart(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return result;
}

/// Whether `name` has `word` with nothing of a word before or after it: "A100" is no "A10".
bool hasWord(std::string_view name, std::string_view word) {
  for (std::size_t at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !isWordPart(name[at - 1])) && (end == name.size() || !isWordPart(name[end]))) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> entryFor(const PriceTable& prices, std::string_view gpu) {
  std::optional<std::string> best;
  const std::string name = lower(gpu);
  for (const auto& [word, price] : prices.hourly) {
    if (word == "cpu" || !hasWord(name, lower(word))) continue;
    if (!best || word.size() > best->size()) best = word;
  }
  return best;
}

}  // namespace gradevault::cost
