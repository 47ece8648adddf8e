#pragma once

#include <string>

namespace gradevault {

/// The shortest decimal text that reads as `value` again, the nearest of several, as std::to_chars(double)
/// writes it; Emscripten 3.1.6's library lacks that. `value` is finite.
[[nodiscard]] std::string numberText(double value);

}  // namespace gradevault
