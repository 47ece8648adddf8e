#include "host/cuda_edges.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "edges/edge_maps.hpp"
#include "edges/edge_score.hpp"
#include "host/edge_planes.hpp"
#include "host/stage_error.hpp"

namespace gradevault::cuda {
namespace {

constexpr int mostRows = 65535;

/// The work on one call's planes, and the copies through pinned memory. `sums` holds the mask's sums, then
/// the largest spread.
class EdgeCall {
 public:
  EdgeCall(Device& device, EdgePlanes planes) : device_(device), planes_(std::move(planes)) {}

  Status open() {
    const std::size_t bytes =
        std::max(planeElements(planes_.size) * sizeof(unsigned short), planes_.sums.bytes());
    Result<PinnedBuffer<unsigned char>> pinned = PinnedBuffer<unsigned char>::of(device_, bytes);
    if (!pinned) return pinned.error();
    pinned_ = std::move(pinned).value();
    const Result<Event> event = device_.makeEvent();
    if (!event) return event.error();
    done_ = event.value();
    return {};
  }

  Status upload(std::span<const AlignedFrame> frames) {
    Status status;
    for (int i = 0; status && i < planes_.frames; ++i) {
      const AlignedFrame& frame = frames[static_cast<std::size_t>(i)];
      status = put(frame.luma, layerOf(planes_.luma.stack(), i));
      if (status) status = put(frame.valid, layerOf(planes_.valid.stack(), i));
    }
    const IntersectMasks intersect{readOnly(planes_.valid.stack()), planes_.everywhere.stack()};
    if (status) status = device_.launch(intersect, intersect.grid());
    return status;
  }

  Status measureLayers(int frame) {
    const Stack<const unsigned char> luma = readOnly(layerOf(planes_.luma.stack(), frame));
    const MeasureNeighbourhoods measure{luma, planes_.laplacian.stack(), planes_.gradient.stack(),
                                        planes_.deviation.stack()};
    const FindRidges find{luma, planes_.ridges.stack()};
    Status status = device_.launch(measure, measure.grid(1));
    if (status) status = device_.launch(find, find.grid(1));
    if (status) status = addEdges(15, 60, 50, true);
    if (status) status = addEdges(30, 100, 35, false);
    if (status) status = addEdges(50, 150, 15, false);
    return status;
  }

  Status score(int frame) {
    const Stack<const unsigned char> valid = readOnly(planes_.everywhere.stack());
    Status status = device_.clear(planes_.maxima.data(), planes_.maxima.bytes());
    if (status) status = findMaximum(planes_.canny, mostCanny);
    if (status) status = findMaximum(planes_.laplacian, mostLaplacian);
    if (status) status = findMaximum(planes_.gradient, mostGradient);
    if (status) status = findMaximum(planes_.deviation, mostDeviation);
    const ScoreFrame scoring{readOnly(planes_.canny.stack()),
                             readOnly(planes_.laplacian.stack()),
                             readOnly(planes_.gradient.stack()),
                             readOnly(planes_.deviation.stack()),
                             valid,
                             {planes_.maxima.data(), layerMaxima, 1, layerMaxima},
                             layerOf(planes_.scores.stack(), frame)};
    if (status) status = device_.launch(scoring, scoring.grid());
    return status;
  }

  Status merge() {
    const Stack<const unsigned short> scores = readOnly(planes_.scores.stack());
    const Stack<const unsigned char> valid = readOnly(planes_.everywhere.stack());
    Status status = device_.clear(planes_.sums.data(), planes_.sums.bytes());
    if (planes_.frames > 1) {
      long long* const spread = planes_.sums.data() + scoreSums;
      const FindLargestSpread find{scores, valid, {spread, 1, 1, 1}};
      const MergeScores merging{scores, valid, {spread, 1, 1, 1}, planes_.merged.stack()};
      if (status) status = device_.launch(find, find.grid());
      if (status) status = device_.launch(merging, merging.grid());
    }
    const SumScores sum{readOnly(merged()), valid, sumPlane()};
    if (status) status = device_.launch(sum, sum.grid());
    return status;
  }

  Result<DefectMaps> mask(double sigmas) {
    const Stack<const unsigned char> valid = readOnly(planes_.everywhere.stack());
    Result<std::vector<long long>> sums = fetchSums();
    if (!sums) return sums.error();
    const ScoreSums scores{.pixels = static_cast<std::uint64_t>(sums.value()[validPixels]),
                           .sum = static_cast<std::uint64_t>(sums.value()[sumOfScores]),
                           .squares = static_cast<std::uint64_t>(sums.value()[sumOfSquares])};
    // Without a valid pixel nothing is over anything.
    const double threshold = scores.pixels == 0 ? 0.0 : maskThreshold(scores, sigmas);
    const MaskScores over{readOnly(merged()), valid, planes_.mask.stack(), threshold};
    const CloseMask close{readOnly(planes_.mask.stack()), planes_.closed.stack()};
    const CutMask cut{valid, planes_.closed.stack(), sumPlane()};
    Status status = device_.launch(over, over.grid());
    if (status) status = device_.launch(close, close.grid(1));
    if (status) status = device_.launch(cut, cut.grid());
    DefectMaps maps;
    if (status) status = get(merged(), maps.score);
    if (status) status = get(planes_.closed.stack(), maps.mask);
    if (status) status = get(planes_.everywhere.stack(), maps.valid);
    if (!status) return status.error();
    sums = fetchSums();
    if (!sums) return sums.error();
    if (scores.pixels != 0) {
      maps.defectPercentage =
          static_cast<double>(100 * sums.value()[markedPixels]) / static_cast<double>(scores.pixels);
    }
    return maps;
  }

 private:
  [[nodiscard]] Stack<unsigned short> merged() const {
    return planes_.frames > 1 ? planes_.merged.stack() : planes_.scores.stack();
  }
  [[nodiscard]] Plane<long long> sumPlane() const { return {planes_.sums.data(), scoreSums, 1, scoreSums}; }

  Status addEdges(int low, int high, int hundredths, bool first) {
    const Stack<const unsigned short> ridges = readOnly(planes_.ridges.stack());
    const Stack<int> labels = planes_.labels.stack();
    const StartLabels<unsigned short> start{ridges, labels, low + 1};
    const JoinLabels join{labels};
    const MarkStrongAreas mark{ridges, labels, planes_.strong.stack(), high};
    const AddEdges add{labels, readOnly(planes_.strong.stack()), planes_.canny.stack(), hundredths, first};
    Status status = device_.clear(planes_.strong.buffer().data(), planes_.strong.buffer().bytes());
    if (status) status = device_.launch(start, start.grid(1));
    if (status) status = device_.launch(join, join.grid(1));
    if (status) status = device_.launch(mark, mark.grid(1));
    if (status) status = device_.launch(add, add.grid(1));
    return status;
  }

  template <class T>
  Status findMaximum(const PlaneMemory<T>& layer, LayerMaximum place) {
    const FindMaximum<T> find{readOnly(layer.stack()),
                              readOnly(planes_.everywhere.stack()),
                              {planes_.maxima.data(), layerMaxima, 1, layerMaxima},
                              place};
    return device_.launch(find, find.grid());
  }

  /// Nothing is in a hurry here, so one pinned buffer serves all copies, one after another.
  Status settle() {
    Status status = device_.record(done_, Queue::work);
    if (status) status = device_.synchronize(done_);
    return status;
  }
  Status put(GrayView picture, const Stack<unsigned char>& to) {
    for (int y = 0; y < picture.height(); ++y) {
      std::memcpy(pinned_.data() + static_cast<std::ptrdiff_t>(y) * to.stride, picture.row(y),
                  static_cast<std::size_t>(picture.width()));
    }
    Status status = device_.upload(to.data, pinned_.data(), planeElements(planes_.size), Queue::work);
    if (status) status = settle();
    return status;
  }
  template <class T>
  Status get(const Stack<T>& from, Image<T>& picture) {
    picture = Image<T>(from.width, from.height);
    Status status = device_.download(pinned_.data(), from.data, planeElements(planes_.size) * sizeof(T));
    if (status) status = settle();
    for (int y = 0; status && y < from.height; ++y) {
      std::memcpy(picture.view().row(y),
                  pinned_.data() + static_cast<std::size_t>(y * from.stride) * sizeof(T),
                  static_cast<std::size_t>(from.width) * sizeof(T));
    }
    return status;
  }
  Result<std::vector<long long>> fetchSums() {
    std::vector<long long> sums(planes_.sums.count());
    Status status = device_.download(pinned_.data(), planes_.sums.data(), planes_.sums.bytes());
    if (status) status = settle();
    if (!status) return status.error();
    std::memcpy(sums.data(), pinned_.data(), planes_.sums.bytes());
    return sums;
  }

  Device& device_;
  EdgePlanes planes_;
  PinnedBuffer<unsigned char> pinned_;
  Event done_;
};

}  // namespace

Result<DefectMaps> cudaEdgeMaps(Device& device, std::span<const AlignedFrame> frames,
                                const Options& options) {
  if (const Status arguments = checkAlignedFrames(frames); !arguments) return arguments.error();
  if (const Status range = validate(options); !range) return range.error();
  const Size size = frames[0].luma.size();
  if (size.height > mostRows) {
    return Error{ErrorCode::unsupported, "the cuda engine takes pictures of up to 65535 rows"};
  }
  const int count = static_cast<int>(frames.size());
  Result<EdgePlanes> planes = EdgePlanes::make(device, size, count);
  if (!planes) return during("making defect maps", planes.error());
  EdgeCall call(device, std::move(planes).value());
  if (Status status = call.open(); !status) return during("making defect maps", status.error());
  if (Status status = call.upload(frames); !status) return during("upload of aligned frames", status.error());
  for (int i = 0; i < count; ++i) {
    const std::string frame = " of aligned frame " + std::to_string(i);
    if (Status status = call.measureLayers(i); !status) return during("layers" + frame, status.error());
    if (Status status = call.score(i); !status) return during("score" + frame, status.error());
  }
  if (Status status = call.merge(); !status) return during("merged score", status.error());
  Result<DefectMaps> maps = call.mask(options.maskSigma);
  if (!maps) return during("mask", maps.error());
  return maps;
}

}  // namespace gradevault::cuda
