#pragma once

#include "gradevault/report.hpp"

namespace gradevault::testing {

/// The least that a report can be: one frame, lost; everything optional absent.
[[nodiscard]] Report minimalReport();

/// Every member in use, with values that differ from each other and from the defaults.
[[nodiscard]] Report fullReport();

}  // namespace gradevault::testing
