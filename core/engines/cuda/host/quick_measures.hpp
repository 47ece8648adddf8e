#pragma once

#include "gradevault/options.hpp"
#include "gradevault/scan.hpp"
#include "host/plane_memory.hpp"

namespace gradevault::cuda {

/// Exposure and glare of the quick luma, batch by batch, in memory that is allocated once.
class QuickMeasures {
 public:
  /// Precondition: `device` outlives it.
  [[nodiscard]] static Result<QuickMeasures> make(Device& device, Size quick, const Options& options,
                                                  int batch);
  /// Device memory that `make` takes, in bytes.
  [[nodiscard]] static std::size_t bytes(Size quick, const Options& options, int batch);

  /// Results of a batch on their way to the host, in pinned memory.
  struct Results {
    PinnedBuffer<unsigned> counts;  ///< 256 a frame
    PinnedBuffer<int> blobCounts;   ///< one a frame
    PinnedBuffer<int> blobs;        ///< `blobPlanes` a blob, room for `mostBlobs` a frame
  };
  [[nodiscard]] Result<Results> makeResults(Device& device) const;

  /// Queues everything for the first `count` frames of `luma`, up to the copies into `results`.
  [[nodiscard]] Status enqueue(Device& device, const Stack<const unsigned char>& luma, int count,
                               Results& results);

  /// Writes exposure, highlight and glare of frame `i` of the batch, once its results are there.
  void write(const Results& results, int i, QuickSample& sample) const;

 private:
  [[nodiscard]] Status findBlobs(Device& device, const Stack<const unsigned char>& luma, int count);

  Size size_;
  int batch_ = 0;
  int level_ = 0;
  double blobShare_ = 0;
  int leastPixels_ = 1;
  int mostBlobs_ = 1;
  DeviceBuffer<unsigned> counts_;
  PlaneMemory<int> labels_, blobs_;
  DeviceBuffer<int> blobCounts_, blobList_;
};

}  // namespace gradevault::cuda
