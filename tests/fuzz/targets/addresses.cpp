// An allow-list of addresses as an operator writes it, and what an answer's header lines hold.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "address_range.hpp"
#include "byte_source.hpp"
#include "demand.hpp"
#include "gradevault/outgoing/http_client.hpp"
#include "headers.hpp"
#include "ip_address.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gradevault;
  using fuzz::demand;
  fuzz::ByteSource input(data, size);
  const int port = input.word();
  const std::string address = input.line();
  std::vector<std::string> allow;
  for (int i = 0; i < 8; ++i) {
    std::string entry = input.line();
    if (entry.empty()) break;
    allow.push_back(std::move(entry));
  }

  const auto parsed = outgoing::ipAddress(address);
  if (parsed) demand(outgoing::ipAddress(parsed->text()) == parsed, "an address reads back as itself");
  if (const auto range = outgoing::addressRange(address)) {
    demand(range->bits >= 0 && range->bits <= 128 && range->contains(range->base), "a range holds its base");
  }

  const auto policy = outgoing::addressPolicy(allow);
  if (policy.ok()) {
    const bool open = outgoing::mayReach({}, address, port);
    demand(!open || outgoing::mayReach(*policy, address, port), "an allow-list forbids nothing");
    demand(parsed.has_value() || !outgoing::mayReach(*policy, address, port),
           "what is no address is not reached");
  } else {
    demand(!policy.error().message.empty(), "a refusal says why");
  }

  const std::string line = input.text();
  if (const auto header = outgoing::headerLine(line)) {
    demand(!header->first.empty(), "a header has a name");
    (void)outgoing::isCompressed({*header});
    (void)outgoing::headerList({*header});
  }
  if (outgoing::headerList({{"X-Word", line}}))
    demand(line.find_first_of("\r\n") == std::string::npos, "a value brings no second header");
  return 0;
}
