// The options of a request: refused with words, or read so that writing and reading them again changes
// nothing.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "demand.hpp"
#include "gradevault/report.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using gradevault::fuzz::demand;
  const auto options = gradevault::optionsFromJson({reinterpret_cast<const char*>(data), size});
  if (!options.ok()) {
    demand(!options.error().message.empty(), "a refusal says why");
    return 0;
  }
  const auto written = gradevault::toJson(*options, -1);
  demand(written.ok(), "what was read can be written");
  const auto again = gradevault::optionsFromJson(*written);
  demand(again.ok(), "what was written can be read");
  const auto writtenAgain = gradevault::toJson(*again, -1);
  demand(writtenAgain.ok() && *writtenAgain == *written, "reading what was written loses nothing");
  return 0;
}
