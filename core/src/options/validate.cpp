#include <cmath>
#include <sstream>

#include "gradevault/options.hpp"

namespace gradevault {

Status validate(const Options& options) {
  std::string complaint;
  visitNumericOptions(options, [&](const OptionInfo& info, auto value) {
    const auto number = static_cast<double>(value);
    if (!complaint.empty() || (number >= info.minimum && number <= info.maximum)) return;
    std::ostringstream text;
    text << info.name << " is " << number << ", but must lie between " << info.minimum << " and " << info.maximum;
    if (!info.unit.empty()) text << ' ' << info.unit;
    complaint = text.str();
  });
  if (complaint.empty() && options.flowWindow % 2 == 0) {
    complaint = "flowWindow is " + std::to_string(options.flowWindow) + ", but must be odd";
  }
  if (complaint.empty()) return {};
  return Error{ErrorCode::invalid_argument, complaint};
}

}  // namespace gradevault
