#include "gradevault/http/host_name.hpp"

namespace gradevault::http {

std::string_view hostName(std::string_view host) {
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

}  // namespace gradevault::http
