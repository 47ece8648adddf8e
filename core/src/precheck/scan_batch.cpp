#include "precheck/scan_batch.hpp"

#include <algorithm>
#include <utility>

namespace gradevault::precheck {
namespace {

/// Of the pictures that are held besides their lumas; eight of 1920 × 1080 are 25 MB.
constexpr std::size_t mostHeldBytes = std::size_t{64} << 20;
constexpr int mostFrames = 16;

}  // namespace

ScanBatch::ScanBatch(Scanner& scanner, Executor& executor, Take take)
    : scanner_(scanner),
      executor_(executor),
      take_(std::move(take)),
      held_(static_cast<std::size_t>(std::clamp(executor.concurrency(), 1, mostFrames))) {}

Status ScanBatch::add(const DecodedPicture& picture, bool restart) {
  Held& held = held_[count_];
  if (held.luma.size() != picture.size) held.luma = GrayImage(picture.size.width, picture.size.height);
  lumaOf(picture, held.luma.view());
  held.restart = restart;
  if (held_.size() == 1) return scan(1, &picture);
  held.hasCopy = copyBytes(picture) * held_.size() <= mostHeldBytes;
  if (held.hasCopy) held.copy.assign(picture);
  return ++count_ < held_.size() ? Status() : flush();
}

Status ScanBatch::flush() {
  const std::size_t count = std::exchange(count_, 0);
  return count == 0 ? Status() : scan(count, nullptr);
}

Status ScanBatch::scan(std::size_t count, const DecodedPicture* passing) {
  std::vector<ScanInput> inputs;
  for (std::size_t i = 0; i < count; ++i)
    inputs.push_back({std::as_const(held_[i].luma).view(), held_[i].restart});
  std::vector<FrameScan> scans(count);
  if (auto status = scanner_.scan(inputs, scans, executor_); !status.ok()) return status;
  for (std::size_t i = 0; i < count; ++i) {
    const DecodedPicture* held = held_[i].hasCopy ? &held_[i].copy.picture() : nullptr;
    take_(std::move(scans[i]), passing != nullptr ? passing : held);
  }
  return {};
}

}  // namespace gradevault::precheck
