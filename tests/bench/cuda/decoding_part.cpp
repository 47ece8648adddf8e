#include <stdexcept>

#include "gradevault/media/video_reader.hpp"
#include "must.hpp"
#include "parts.hpp"

namespace gradevault::bench {

Json measureDecoding(const Plan& plan) {
  if (!plan.capture) throw std::runtime_error("decoding is measured on a --capture");
  int frames = 0;
  std::vector<double> samples;
  for (int i = 0; i < plan.repetitions; ++i) {
    frames = 0;
    const double seconds = secondsOf([&] {
      const auto reader = must(media::VideoReader::open(*plan.capture));
      GrayImage reuse;
      while (auto frame = must(reader->next(std::move(reuse)))) {
        reuse = std::move(frame->luma);
        ++frames;
      }
    });
    samples.push_back(seconds / std::max(1, frames));
  }
  return {{"capture", plan.capture->filename().string()},
          {"frames", frames},
          {"millisecondsAFrame", spread(std::move(samples), 1e3)}};
}

}  // namespace gradevault::bench
