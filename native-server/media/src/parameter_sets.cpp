#include "parameter_sets.hpp"

#include <algorithm>

namespace gradevault::media {
namespace {

// Damage may look like ever new sets; an honest capture has a handful.
constexpr std::size_t mostSets = 64;

}  // namespace

void ParameterSets::see(std::span<const std::uint8_t> unit) {
  if (std::search(extradata_.begin(), extradata_.end(), unit.begin(), unit.end()) != extradata_.end()) return;
  std::string bytes(unit.begin(), unit.end());
  inPacket_.insert(bytes);
  if (seen_.size() < mostSets) {
    seen_.insert(std::move(bytes));
  } else {
    tooMany_ = tooMany_ || seen_.find(bytes) == seen_.end();
  }
}

bool ParameterSets::packetIsComplete() const {
  return !tooMany_ && inPacket_ == seen_;
}

}  // namespace gradevault::media
