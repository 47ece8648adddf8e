#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "gradevault/outgoing/http_client.hpp"
#include "headers.hpp"
#include "target_url.hpp"

namespace gradevault::outgoing {

/// One request to one server and its answer: no redirect is followed here.
struct HopRequest {
  std::string method = "GET";
  Headers headers;
  std::optional<std::string_view> body;  ///< or …
  int bodyDescriptor = -1;               ///< … this file from its start, `bodyBytes` of it
  std::int64_t bodyBytes = 0;
  double connectSeconds = 10;
  double seconds = 30;
  std::int64_t maxBytes = 0;
  double minRate = 0;  ///< bytes/s over `rateSeconds`; 0: none
  int rateSeconds = 20;
  /// Asked once, before the body: false ends the transfer there, and the answer is good.
  std::function<bool(int status)> wantsBody;
  std::function<bool(std::string_view bytes)> write;  ///< false: write_failed
  std::function<bool(std::int64_t done, std::int64_t total)> progress;
};
struct HopAnswer {
  int status = 0;
  Headers headers;
};

[[nodiscard]] Answer<HopAnswer> askOnce(const AddressPolicy& policy, const TargetUrl& url,
                                        const HopRequest& request);

}  // namespace gradevault::outgoing
