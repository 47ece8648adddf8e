// Strings of the configuration: prices, and when the GPU works.
#include <cstddef>
#include <cstdint>
#include <string>

#include "byte_source.hpp"
#include "demand.hpp"
#include "gradevault/cost/price_table.hpp"
#include "gradevault/routing/policy.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gradevault;
  using fuzz::demand;
  fuzz::ByteSource input(data, size);
  const std::string prices = input.line();
  const auto table = cost::priceTable(prices);
  if (table.ok()) {
    const auto again = cost::priceTable(cost::toText(*table));
    demand(again.ok() && again->hourly == table->hourly && again->vcpus == table->vcpus,
           "a table reads back as itself");
    const auto entry = cost::entryFor(*table, prices);
    demand(!entry || table->hourly.contains(*entry), "what is found stands in the table");
  } else {
    demand(!table.error().message.empty(), "a refusal says why");
  }

  routing::PolicySettings settings;
  const auto& names = routing::policyNames();
  settings.policy = names[input.byte() % names.size()];
  settings.peakHours = input.line();
  settings.timeZone = input.line();
  const auto policy = routing::makePolicy(settings);
  if (policy.ok()) {
    for (const jobs::Milliseconds now : {jobs::Milliseconds{0}, jobs::Milliseconds{1'790'000'000'000}}) {
      for (const jobs::Lane lane : {jobs::Lane::cpu, jobs::Lane::gpu})
        demand((*policy)->admitted(lane, {11, true, now}).size() <= 4, "a lane admits a tier once");
      demand((*policy)->admitted(jobs::Lane::cpu, {0, false, now}).size() == 4,
             "without a GPU the CPU takes all");
    }
  } else {
    demand(!policy.error().message.empty(), "a refusal says why");
  }
  return 0;
}
