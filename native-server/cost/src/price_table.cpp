#include "gradevault/cost/price_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gradevault::cost {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool isCurrency(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Puts one entry into the table; false: it is none.
bool take(PriceTable& prices, std::string_view name, std::string_view value) {
  if (name == "currency") {
    prices.currency = value;
    return isCurrency(value);
  }
  const auto amount = number(value);
  if (!amount) return false;
  if (name == "vcpus") {
    prices.vcpus = *amount;
    return *amount > 0;
  }
  prices.hourly[std::string(name)] = *amount;
  return *amount >= 0;
}

std::string shown(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

}  // namespace

Result<PriceTable> priceTable(std::string_view text) {
  PriceTable prices;
  if (trimmed(text).empty()) return prices;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    const std::string_view entry = trimmed(text.substr(begin, comma - begin));
    const std::size_t equals = entry.find('=');
    const std::string_view name = trimmed(entry.substr(0, std::min(equals, entry.size())));
    const bool whole = equals != std::string_view::npos && !name.empty();
    if (!whole || !take(prices, name, trimmed(entry.substr(equals + 1)))) {
      return Error{
          ErrorCode::invalid_argument,
          "prices: '" + std::string(entry) +
              "' is no entry; write DEVICE=PRICE an hour with commas, as in cpu=0.05,T4=0.5 (DEVICE: "
              "cpu or a word of a GPU's name), vcpus=4 for what the CPU's price buys, currency=USD"};
    }
    begin = comma + 1;
  }
  return prices;
}

std::string toText(const PriceTable& prices) {
  std::string text;
  for (const auto& [name, price] : prices.hourly) text += name + '=' + shown(price) + ',';
  return text + "vcpus=" + shown(prices.vcpus) + ",currency=" + prices.currency;
}

}  // namespace gradevault::cost
