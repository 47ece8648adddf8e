#include "flow_planes.hpp"

#include <cstdint>

namespace gradevault::cpu {
namespace {

constexpr std::ptrdiff_t line = 16;     // values in a cache line
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
  const auto offset = static_cast<std::ptrdiff_t>(reinterpret_cast<std::uintptr_t>(values_.data()) / sizeof(float));
  first_ = values_.data() + (line - offset % line) % line + margin;
}

}  // namespace gradevault::cpu
