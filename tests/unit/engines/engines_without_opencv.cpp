#include "gradevault/engines/cpu.hpp"
#include "gradevault/engines/reference.hpp"
#include "scans.hpp"

namespace gradevault::testing {

std::vector<const char*> everyEngine() {
  return {"reference", "cpu"};
}

std::unique_ptr<Engine> makeEngine(const std::string& name) {
  Result<std::unique_ptr<Engine>> engine = name == "cpu" ? makeCpuEngine() : makeReferenceEngine();
  EXPECT_TRUE(engine.ok());
  return std::move(engine).value();
}

}  // namespace gradevault::testing
