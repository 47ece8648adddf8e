#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gradevault/report.hpp"

namespace gradevault {

using Series = std::vector<std::optional<double>>;

/// One of the quick series of a pre-check and of a full analysis, frame by frame; see agreementOf.
[[nodiscard]] Agreement seriesAgreement(std::string measure, const Series& precheck, const Series& full);

}  // namespace gradevault
