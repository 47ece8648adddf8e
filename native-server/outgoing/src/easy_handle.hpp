#pragma once

#include <curl/curl.h>

#include <memory>

namespace gradevault::outgoing {

struct EasyCleanup {
  void operator()(CURL* easy) const noexcept { curl_easy_cleanup(easy); }
};
using EasyHandle = std::unique_ptr<CURL, EasyCleanup>;

/// A handle with everything off that libcurl would do unasked: redirects, proxies, .netrc, cookies, other
/// protocols, decompression, signals. Null when out of memory.
[[nodiscard]] EasyHandle plainHandle();

}  // namespace gradevault::outgoing
