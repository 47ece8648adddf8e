#include "host/quick_measures.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "host/stage_error.hpp"
#include "host/take.hpp"
#include "scan/exposure.hpp"
#include "scan/glare.hpp"

namespace gradevault::cuda {
namespace {

constexpr int lumaValues = CountLuma::values;

std::int64_t pixelsOf(Size size) {
  return std::int64_t{size.width} * size.height;
}

/// The smallest number of pixels that glareFrom does not drop.
int leastBlobPixels(Size size, double share) {
  const double least = share * static_cast<double>(pixelsOf(size));
  int pixels = std::max(1, static_cast<int>(std::min(least, 2147483000.0)));
  while (static_cast<double>(pixels) < least) ++pixels;
  return pixels;
}

/// Areas of 8-connected pixels that a picture can hold: none touches another, so each takes a 2×2 square for
/// itself.
int mostBlobs(Size size, int leastPixels) {
  const std::int64_t squares = std::int64_t{(size.width + 1) / 2} * ((size.height + 1) / 2);
  return static_cast<int>(std::max<std::int64_t>(1, std::min(squares, pixelsOf(size) / leastPixels)));
}

/// Writes what the histogram says, with the core's own formulas.
void writeExposureOf(const unsigned* histogram, std::int64_t pixels, QuickSample& sample) {
  ExposureCounts counts;
  std::int64_t upTo = 0;
  sample.highlightLuma = 255;
  bool found = false;
  for (int value = 0; value < lumaValues; ++value) {
    const std::int64_t count = histogram[value];
    counts.sum += value * count;
    if (value <= darkestLuma) counts.dark += count;
    if (value >= brightestLuma) counts.bright += count;
    upTo += count;
    if (!found && 100 * upTo >= 99 * pixels) {
      sample.highlightLuma = value;
      found = true;
    }
  }
  writeExposure(counts, pixels, sample);
}

}  // namespace

std::size_t QuickMeasures::bytes(Size quick, const Options& options, int batch) {
  const auto frames = static_cast<std::size_t>(batch);
  const auto blobs =
      static_cast<std::size_t>(mostBlobs(quick, leastBlobPixels(quick, options.glareBlobShare)));
  return frames * 4 * (lumaValues + planeElements(quick) * (1 + blobPlanes) + 1 + blobs * blobPlanes);
}

Result<QuickMeasures> QuickMeasures::make(Device& device, Size quick, const Options& options, int batch) {
  QuickMeasures made;
  made.size_ = quick;
  made.batch_ = batch;
  made.level_ = options.glareLevel;
  made.blobShare_ = options.glareBlobShare;
  made.leastPixels_ = leastBlobPixels(quick, options.glareBlobShare);
  made.mostBlobs_ = mostBlobs(quick, made.leastPixels_);
  const auto frames = static_cast<std::size_t>(batch);
  const std::size_t listed = frames * static_cast<std::size_t>(made.mostBlobs_) * blobPlanes;
  Status status = take(DeviceBuffer<unsigned>::of(device, frames * lumaValues), made.counts_);
  if (status) status = take(PlaneMemory<int>::of(device, quick, batch), made.labels_);
  if (status) status = take(PlaneMemory<int>::of(device, quick, batch * blobPlanes), made.blobs_);
  if (status) status = take(DeviceBuffer<int>::of(device, frames), made.blobCounts_);
  if (status) status = take(DeviceBuffer<int>::of(device, listed), made.blobList_);
  if (!status) return status.error();
  return made;
}

Result<QuickMeasures::Results> QuickMeasures::makeResults(Device& device) const {
  Results results;
  Status status = take(PinnedBuffer<unsigned>::of(device, counts_.count()), results.counts);
  if (status) status = take(PinnedBuffer<int>::of(device, blobCounts_.count()), results.blobCounts);
  if (status) status = take(PinnedBuffer<int>::of(device, blobList_.count()), results.blobs);
  if (!status) return status.error();
  return results;
}

Status QuickMeasures::enqueue(Device& device, const Stack<const unsigned char>& luma, int count,
                              Results& results) {
  const auto frames = static_cast<std::size_t>(count);
  Status status = device.clear(counts_.data(), counts_.bytes());
  const CountLuma counting{luma, {counts_.data(), lumaValues, batch_, lumaValues}};
  if (status) status = device.launch(counting, counting.grid(count));
  if (status)
    status = device.download(results.counts.data(), counts_.data(), frames * lumaValues * sizeof(unsigned));
  if (!status) return during("exposure", status.error());
  status = findBlobs(device, luma, count);
  if (status) status = device.download(results.blobCounts.data(), blobCounts_.data(), frames * sizeof(int));
  const std::size_t listed = frames * static_cast<std::size_t>(mostBlobs_) * blobPlanes;
  if (status) status = device.download(results.blobs.data(), blobList_.data(), listed * sizeof(int));
  if (!status) return during("glare", status.error());
  return {};
}

Status QuickMeasures::findBlobs(Device& device, const Stack<const unsigned char>& luma, int count) {
  const Stack<int> labels = labels_.stack();
  const Stack<int> blobs = blobs_.stack();
  const Stack<int> list{blobList_.data(), blobPlanes, mostBlobs_,
                        blobPlanes,       batch_,     static_cast<long long>(mostBlobs_) * blobPlanes};
  const StartLabels<unsigned char> start{luma, labels, level_};
  const JoinLabels join{labels};
  const StartBlobs ready{blobs};
  const MeasureBlobs measure{labels, blobs};
  const CollectBlobs collect{
      readOnly(labels), readOnly(blobs), {blobCounts_.data(), batch_, 1, batch_}, list, leastPixels_};
  Status status = device.clear(blobCounts_.data(), blobCounts_.bytes());
  if (status) status = device.launch(start, start.grid(count));
  if (status) status = device.launch(join, join.grid(count));
  if (status) status = device.launch(ready, ready.grid(count));
  if (status) status = device.launch(measure, measure.grid(count));
  if (status) status = device.launch(collect, collect.grid(count));
  return status;
}

void QuickMeasures::write(const Results& results, int i, QuickSample& sample) const {
  writeExposureOf(results.counts.data() + static_cast<std::ptrdiff_t>(i) * lumaValues, pixelsOf(size_),
                  sample);
  std::vector<SaturatedBlob> blobs;
  const int* at = results.blobs.data() + static_cast<std::ptrdiff_t>(i) * mostBlobs_ * blobPlanes;
  for (int blob = 0; blob < results.blobCounts.data()[i]; ++blob, at += blobPlanes) {
    blobs.push_back({.pixels = at[blobPixels],
                     .box = {at[blobLeft], at[blobTop], at[blobRight] - at[blobLeft] + 1,
                             at[blobBottom] - at[blobTop] + 1}});
  }
  sample.glare = glareFrom(std::move(blobs), pixelsOf(size_), blobShare_);
}

}  // namespace gradevault::cuda
