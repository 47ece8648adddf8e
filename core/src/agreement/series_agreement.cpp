#include "agreement/series_agreement.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gradevault {
namespace {

AgreementValue meanOf(const Series& series) {
  double sum = 0;
  int count = 0;
  for (const std::optional<double>& value : series) {
    if (!value) continue;
    sum += *value;
    ++count;
  }
  return count > 0 ? AgreementValue(sum / count) : AgreementValue();
}

}  // namespace

Agreement seriesAgreement(std::string measure, const Series& precheck, const Series& full) {
  Agreement entry;
  entry.measure = std::move(measure);
  entry.precheck = meanOf(precheck);
  entry.full = meanOf(full);
  if (precheck.size() != full.size() || full.empty()) return entry;
  std::size_t equal = 0;
  for (std::size_t i = 0; i < full.size(); ++i) {
    if (precheck[i] == full[i]) ++equal;
    if (!precheck[i] || !full[i]) continue;
    entry.difference = std::max(entry.difference.value_or(0), std::abs(*full[i] - *precheck[i]));
  }
  entry.equalShare = static_cast<double>(equal) / static_cast<double>(full.size());
  entry.agrees = equal == full.size();
  return entry;
}

}  // namespace gradevault
