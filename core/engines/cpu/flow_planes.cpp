#include "flow_planes.hpp"

#include "cache_line.hpp"

namespace gradevault::cpu {
namespace {

constexpr std::ptrdiff_t line = cacheLineValues<float>;
constexpr std::ptrdiff_t page = 1024;  // values in 4 KiB

}  // namespace

void FlowPlanes::resize(Size size, int planes) {
  size_ = size;
  planeStep_ = (size.width + 2 * margin + line - 1) / line * line;
  if (planeStep_ % page < line || planeStep_ % page > page - line) planeStep_ += 2 * line;
  stride_ = planeStep_ * planes;
  if (stride_ % page < line || stride_ % page > page - line) stride_ += 2 * line;
  const std::ptrdiff_t needed = stride_ * (size.height + rowsBelow) + line;
  if (values_.size() < static_cast<std::size_t>(needed)) values_.assign(static_cast<std::size_t>(needed), 0.0F);
  first_ = cacheAligned(values_.data()) + margin;
}

}  // namespace gradevault::cpu
