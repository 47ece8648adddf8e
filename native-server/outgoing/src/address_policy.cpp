#include <algorithm>
#include <charconv>
#include <optional>

#include "address_range.hpp"
#include "gradevault/outgoing/http_client.hpp"
#include "judge.hpp"
#include "special_addresses.hpp"

namespace gradevault::outgoing {
namespace {

struct Exception {
  AddressRange range;
  int port = 0;  ///< 0: every port
};

std::optional<int> portNumber(std::string_view text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port < 1 || port > 65535)
    return std::nullopt;
  return port;
}

/// "range", "range:port" for IPv4, "[range]:port" for IPv6.
std::optional<Exception> exception(std::string_view entry) {
  std::string_view range = entry;
  std::string_view port;
  if (entry.starts_with('[')) {
    const std::size_t close = entry.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    range = entry.substr(1, close - 1);
    port = entry.substr(close + 1);
  } else if (std::count(entry.begin(), entry.end(), ':') == 1) {
    range = entry.substr(0, entry.find(':'));
    port = entry.substr(entry.find(':'));
  }
  const auto parsed = addressRange(range);
  if (!parsed) return std::nullopt;
  if (port.empty()) return Exception{*parsed, 0};
  if (!port.starts_with(':')) return std::nullopt;
  const auto number = portNumber(port.substr(1));
  if (!number) return std::nullopt;
  return Exception{*parsed, *number};
}

}  // namespace

Result<AddressPolicy> addressPolicy(const std::vector<std::string>& allow, bool plainHttp) {
  for (const std::string& entry : allow) {
    if (!exception(entry)) {
      return Error{ErrorCode::invalid_argument,
                   "'" + entry +
                       "' is no address that may be reached: give one such as 10.0.0.0/8, "
                       "192.168.1.5:9000, fd00::/8 or [::1]:9000 (no names; a range's last bits are 0)"};
    }
  }
  return AddressPolicy{allow, plainHttp};
}

bool mayReach(const AddressPolicy& policy, const Endpoint& point) {
  if (!isSpecial(point.address)) return true;
  return std::any_of(policy.allow.begin(), policy.allow.end(), [&](const std::string& entry) {
    const auto parsed = exception(entry);
    return parsed && parsed->range.contains(point.address) &&
           (parsed->port == 0 || parsed->port == point.port);
  });
}

bool mayReach(const AddressPolicy& policy, std::string_view address, int port) {
  const auto parsed = ipAddress(address);
  return parsed && mayReach(policy, Endpoint{*parsed, port});
}

}  // namespace gradevault::outgoing
