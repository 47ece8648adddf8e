#pragma once

#include "gradevault/image.hpp"

namespace gradevault::bench {

/// A made-up printed page as a phone sees it: panels with ink outlines, some plain, some shaded, some with lettering, some
/// with art; moved by (dx, dy) px; sensor noise of sigma 2. The same for the same arguments.
[[nodiscard]] GrayImage printedPage(Size size, double dx, double dy, unsigned noiseSeed);

}  // namespace gradevault::bench
