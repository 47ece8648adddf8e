#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "gradevault/outgoing/http_client.hpp"

namespace gradevault::outgoing {

/// A URL that was read once, strictly, by the library that will connect: nobody reads its text a second time,
/// so no two readers can differ about its host.
class TargetUrl {
 public:
  /// http or https, a host of letters, digits, '-', '_' and '.', or an IPv6 address in brackets without a
  /// zone; a port from 1 to 65535 if any; printable ASCII only; no user name, no backslash; 8,192 bytes at
  /// most. Errors: url_invalid; address_refused for a host that is a refused address as written.
  [[nodiscard]] static Answer<TargetUrl> read(std::string_view text, const AddressPolicy& policy);

  /// What a Location header leads to, from here. Errors as above, and url_invalid for https to http.
  [[nodiscard]] Answer<TargetUrl> redirected(std::string_view location, const AddressPolicy& policy) const;

  [[nodiscard]] CURLU* handle() const noexcept { return handle_.get(); }
  [[nodiscard]] bool isHttps() const noexcept { return https_; }
  /// scheme://host:port, in one spelling.
  [[nodiscard]] const std::string& origin() const noexcept { return origin_; }

 private:
  struct Cleanup {
    void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
  };
  using Handle = std::unique_ptr<CURLU, Cleanup>;
  TargetUrl(Handle handle, bool https, std::string origin)
      : handle_(std::move(handle)), https_(https), origin_(std::move(origin)) {}

  Handle handle_;
  bool https_;
  std::string origin_;
};

}  // namespace gradevault::outgoing
