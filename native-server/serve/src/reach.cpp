#include "reach.hpp"

#include <arpa/inet.h>

#include <algorithm>

namespace gradevault::serve {

bool isLoopback(const std::string& bind) {
  if (bind == "localhost") return true;
  in_addr four{};
  if (::inet_pton(AF_INET, bind.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24) == 127;
  in6_addr six{};
  if (::inet_pton(AF_INET6, bind.c_str(), &six) != 1) return false;
  return IN6_IS_ADDR_LOOPBACK(&six);
}

Status keyForReach(const std::string& bind, jobs::KeyTable& keys) {
  if (isLoopback(bind)) return {};
  const auto list = keys.list();
  if (!list.ok()) return list.error();
  if (std::ranges::any_of(*list, [](const jobs::ApiKey& key) { return key.revoked == 0; })) return {};
  return Error{ErrorCode::invalid_argument,
               "--bind " + bind +
                   " can be reached from other machines, and there is no API key; make one with "
                   "`gradevault keys create --data DIR`, or bind 127.0.0.1"};
}

}  // namespace gradevault::serve
