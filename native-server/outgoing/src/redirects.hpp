#pragma once

#include "hop.hpp"

namespace gradevault::outgoing {

[[nodiscard]] inline bool isRedirect(int status) noexcept {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Asks, and goes where redirects lead, at most `redirects` times, all within `request.seconds`. Headers of
/// the request stay with the first origin. `request.wantsBody` is not asked for an answer that leads on.
[[nodiscard]] Answer<HopAnswer> ask(const AddressPolicy& policy, std::string_view url, HopRequest request,
                                    int redirects);

}  // namespace gradevault::outgoing
