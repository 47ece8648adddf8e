#include "implementations.hpp"

namespace gradevault::jobs::test {

std::vector<Implementation> implementations() {
  return {
      {"sqlite", openSqliteStore},
  };
}

}  // namespace gradevault::jobs::test
