#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "gradevault/jobs/store.hpp"

namespace gradevault::jobs::test {

/// One implementation of the store. `open` twice with the same folder opens the same data.
struct Implementation {
  std::string name;
  std::function<Result<std::unique_ptr<Store>>(const std::filesystem::path& folder,
                                               const StoreSettings& settings, const WallClock& clock)>
      open;
};

inline std::ostream& operator<<(std::ostream& out, const Implementation& implementation) {
  return out << implementation.name;
}

/// All of them: a new one is one line in implementations.cpp, and the whole conformance suite runs on it.
[[nodiscard]] std::vector<Implementation> implementations();

}  // namespace gradevault::jobs::test

/// Runs the tests of `suite` on every implementation.
#define GRADEVAULT_ON_EVERY_STORE(suite)                                                                    \
  INSTANTIATE_TEST_SUITE_P(Stores, suite, ::testing::ValuesIn(::gradevault::jobs::test::implementations()), \
                           [](const auto& parameter) { return parameter.param.name; })
