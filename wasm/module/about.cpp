#include "about.hpp"

#include <nlohmann/json.hpp>

#include "gradevault/engines/cpu.hpp"
#include "gradevault/report.hpp"

namespace gradevault::module {

std::string aboutJson() {
  const nlohmann::ordered_json about{{"schemaVersion", reportSchemaVersion},
                                     {"isa", cpuInstructionSets().front()},
                                     {"version", GRADEVAULT_VERSION}};
  return about.dump();
}

std::string producerName() {
  return "gradevault-precheck " GRADEVAULT_VERSION;
}

}  // namespace gradevault::module
