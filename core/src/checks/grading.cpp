#include "checks/grading.hpp"

#include <algorithm>
#include <utility>

namespace gradevault {

Grade gradeFloor(double value, double warn, double fail) noexcept {
  // Written so that a NaN fails.
  if (!(value >= fail)) return {CheckStatus::fail, value, fail};
  return {value >= warn ? CheckStatus::ok : CheckStatus::warn, value, warn};
}

Grade gradeCeiling(double value, double warn, double fail) noexcept {
  if (!(value <= fail)) return {CheckStatus::fail, value, fail};
  return {value <= warn ? CheckStatus::ok : CheckStatus::warn, value, warn};
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
}

Check checkOf(std::string id, const Grade& grade, std::string unit, std::string hint) {
  Check check;
  check.id = std::move(id);
  check.status = grade.status;
  check.value = grade.value;
  check.threshold = grade.threshold;
  check.unit = std::move(unit);
  if (grade.status != CheckStatus::ok) check.hint = std::move(hint);
  return check;
}

Check unavailable(std::string id, std::string reason) {
  Check check;
  check.id = std::move(id);
  check.hint = std::move(reason);
  return check;
}

}  // namespace gradevault
