#pragma once

#include <string>

namespace gradevault {

/// The shortest decimal text that reads as `value` again, the nearest of several: std::to_chars(double), or
/// where the library lacks that, as Emscripten 3.1.6's does, `printedNumberText`. `value` is finite.
[[nodiscard]] std::string numberText(double value);

/// The same text by printing and reading it again: some ten times, so it is slow.
[[nodiscard]] std::string printedNumberText(double value);

}  // namespace gradevault
