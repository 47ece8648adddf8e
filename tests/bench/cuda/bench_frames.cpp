#include "bench_frames.hpp"

#include <cmath>
#include <stdexcept>

#include "gradevault/media/video_reader.hpp"
#include "must.hpp"
#include "printed_page.hpp"

namespace gradevault::bench {

Content printedPages(Size size, int count, Executor& executor) {
  Content content{"printed page", std::vector<GrayImage>(static_cast<std::size_t>(count))};
  executor.parallelFor(count, [&](int i) {
    const double swing = std::sin(0.4 * i);
    content.frames[static_cast<std::size_t>(i)] =
        printedPage(size, 0.4 * i + swing, 0.3 * i - 0.7 * swing, static_cast<unsigned>(i) + 1);
  });
  return content;
}

Content captureFrames(const std::filesystem::path& capture, int count) {
  const auto reader = must(media::VideoReader::open(capture));
  Content content{"capture", {}};
  while (static_cast<int>(content.frames.size()) < count) {
    auto frame = must(reader->next());
    if (!frame) break;
    content.frames.push_back(std::move(frame->luma));
  }
  if (content.frames.size() < 2) throw std::runtime_error(capture.string() + " has fewer than two frames");
  return content;
}

}  // namespace gradevault::bench
