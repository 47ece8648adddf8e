// A report that somebody sends (a pre-check's, or one to compare): refused with words, or read so that
// writing and reading it again changes nothing.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "demand.hpp"
#include "gradevault/report.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using gradevault::fuzz::demand;
  const auto report = gradevault::reportFromJson({reinterpret_cast<const char*>(data), size});
  if (!report.ok()) {
    demand(!report.error().message.empty(), "a refusal says why");
    return 0;
  }
  const auto written = gradevault::toJson(*report, -1);
  demand(written.ok(), "what was read can be written");
  const auto again = gradevault::reportFromJson(*written);
  demand(again.ok(), "what was written can be read");
  const auto writtenAgain = gradevault::toJson(*again, -1);
  demand(writtenAgain.ok() && *writtenAgain == *written, "reading what was written loses nothing");
  return 0;
}
