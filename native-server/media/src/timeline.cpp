#include "timeline.hpp"

namespace gradevault::media {

double Timeline::next(std::optional<std::int64_t> stamp) {
  const double continued = last_ ? *last_ + step_ : 0.0;
  if (!stamp) {
    last_ = continued;
    return continued;
  }
  const auto units = static_cast<double>(*stamp);
  if (!origin_) origin_ = units - continued / tick_;
  const double time = (units - *origin_) * tick_;
  if (last_ && time <= *last_) {
    last_ = continued;
  } else {
    if (last_) step_ = time - *last_;
    last_ = time;
  }
  return *last_;
}

}  // namespace gradevault::media
