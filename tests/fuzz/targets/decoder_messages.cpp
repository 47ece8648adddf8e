// What a decoder might say once somebody's capture has taken it over: believed only when it is whole and a
// decoder that keeps to the limits could say so.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "byte_source.hpp"
#include "demand.hpp"
#include "gradevault/process/message.hpp"
#include "wire.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gradevault;
  using fuzz::demand;
  fuzz::ByteSource input(data, size);
  const auto bytes = input.rest();
  const auto* first = reinterpret_cast<const std::byte*>(bytes.data());
  process::MessageReader message(std::vector<std::byte>(first, first + bytes.size()));
  const auto word = sandbox::takeWord(message);
  if (!word) return 0;
  switch (*word) {
    case sandbox::Word::opened: {
      if (message.takeBool()) {
        const Error error = sandbox::takeError(message);
        demand(!name(error.code).empty(), "an error's code has a name");
        demand(std::ranges::none_of(error.message, [](unsigned char c) { return c < 0x20 || c == 0x7f; }),
               "an error is one line");
        break;
      }
      const media::VideoFacts facts = sandbox::takeFacts(message);
      const media::Limits limits;
      if (!message.complete() || !sandbox::plausible(facts, limits)) break;
      demand(facts.coded.width > 0 && facts.coded.height > 0 &&
                 std::int64_t{facts.coded.width} * facts.coded.height <= limits.maxPixels,
             "a frame keeps to the limits");
      demand(facts.container.size() <= 32 && facts.codec.size() <= 32, "words are words");
      demand(std::isfinite(facts.durationHint.value_or(0)), "times are numbers");
      process::MessageWriter again;
      sandbox::put(again, facts);
      process::MessageReader reread(again.bytes());
      demand(sandbox::plausible(sandbox::takeFacts(reread), limits) && reread.complete(),
             "facts travel whole");
      break;
    }
    case sandbox::Word::frame: {
      const sandbox::FrameNews news = sandbox::takeFrameNews(message);
      if (!message.complete()) break;
      process::MessageWriter again;
      sandbox::put(again, news);
      demand(!again.bytes().empty(), "news can be sent on");
      break;
    }
    case sandbox::Word::open:
    case sandbox::Word::probe:
      (void)sandbox::takeOpenRequest(message);
      break;
    default:
      (void)sandbox::takeError(message);
      break;
  }
  return 0;
}
