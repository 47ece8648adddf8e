// A whole capture, as a sandboxed decoder sees it: opened with small limits, read to its end or to the eighth
// frame, and two frames of those once more in colour.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "demand.hpp"
#include "gradevault/media/video_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gradevault;
  using fuzz::demand;
  const int file = ::memfd_create("capture", MFD_CLOEXEC);
  demand(file >= 0 && ::write(file, data, size) == static_cast<ssize_t>(size),
         "there is memory for the capture");
  media::Limits limits;
  limits.maxPixels = 256 * 256;
  limits.maxSide = 512;
  limits.maxFrames = 100;
  limits.maxStreams = 4;
  auto opened = media::VideoReader::open("/proc/self/fd/" + std::to_string(file), limits);
  ::close(file);
  if (!opened.ok()) {
    demand(!opened.error().message.empty(), "a refusal says why");
    return 0;
  }
  const std::unique_ptr<media::VideoReader> reader = std::move(opened).value();
  const Size coded = reader->facts().coded;
  GrayImage reuse;
  for (int i = 0; i < 8; ++i) {
    auto frame = reader->next(std::move(reuse));
    if (!frame.ok() || !*frame) break;
    demand((*frame)->index == i, "frames are numbered one by one");
    demand((*frame)->luma.size() == coded, "every frame has the capture's size");
    const std::uint8_t* first = (*frame)->luma.pixels().data();
    demand(std::accumulate(first, first + coded.width, 0) >= 0, "a frame's memory is there");
    reuse = std::move((*frame)->luma);
  }
  std::vector<int> chosen;
  if (reader->framesRead() > 0) chosen.push_back(0);
  if (reader->framesRead() > 2) chosen.push_back(reader->framesRead() - 1);
  const auto color = reader->readColor(chosen);
  if (color.ok()) demand(color->size() == chosen.size(), "one colour picture a chosen frame");
  return 0;
}
