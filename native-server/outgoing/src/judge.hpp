#pragma once

#include "gradevault/outgoing/http_client.hpp"
#include "ip_address.hpp"

namespace gradevault::outgoing {

/// What the public `mayReach` says of text, for an address as the socket has it.
[[nodiscard]] bool mayReach(const AddressPolicy& policy, const Endpoint& point);

}  // namespace gradevault::outgoing
