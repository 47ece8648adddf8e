#include "color_frames.hpp"

#include <algorithm>
#include <cstdint>
#include <future>
#include <iterator>
#include <optional>
#include <utility>

#include "color_reader.hpp"

namespace gradevault::media {
namespace {

using Numbers = std::span<const int>;

/// The random-access packet that a frame is decoded from; none where that is the start.
std::optional<std::int64_t> keyOf(const FrameIndex& index, int number) {
  const auto keys = index.keysUpTo(index[number]);
  return keys.empty() ? std::nullopt : std::optional(keys.back().number);
}

/// Frames decoded from the same picture on stay together: decoding them apart would decode what is before them twice.
std::vector<Numbers> groupsByKey(const FrameIndex& index, Numbers numbers) {
  std::vector<Numbers> groups;
  for (std::size_t first = 0; first < numbers.size();) {
    std::size_t end = first + 1;
    while (end < numbers.size() && keyOf(index, numbers[end]) == keyOf(index, numbers[first])) ++end;
    groups.push_back(numbers.subspan(first, end - first));
    first = end;
  }
  return groups;
}

}  // namespace

Result<std::vector<ColorFrame>> readColorFrames(const std::shared_ptr<const CaptureFile>& file,
                                                const Limits& limits, const FrameIndex& index,
                                                std::span<const int> numbers, int threads) {
  const std::vector<Numbers> groups = groupsByKey(index, numbers);
  const std::size_t workers = std::min(groups.size(), static_cast<std::size_t>(std::max(threads, 1)));
  std::vector<Result<std::vector<ColorFrame>>> found(groups.size(), std::vector<ColorFrame>());
  const auto work = [&](std::size_t worker) {
    ColorReader reader(file, limits, index);
    for (std::size_t i = worker; i < groups.size(); i += workers) {
      for (const int number : groups[i]) {
        Result<ColorFrame> frame = reader.read(number);
        if (!frame) {
          found[i] = frame.error();
          return;
        }
        found[i]->push_back(std::move(*frame));
      }
    }
  };
  std::vector<std::future<void>> others;
  for (std::size_t worker = 1; worker < workers; ++worker) {
    others.push_back(std::async(work, worker));  // where the system gives no thread, `get` does the work
  }
  if (workers > 0) work(0);
  for (std::future<void>& other : others) other.get();

  std::vector<ColorFrame> frames;
  for (Result<std::vector<ColorFrame>>& group : found) {
    if (!group) return group.error();
    std::move(group->begin(), group->end(), std::back_inserter(frames));
  }
  return frames;
}

}  // namespace gradevault::media
