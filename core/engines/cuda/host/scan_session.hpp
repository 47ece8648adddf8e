#pragma once

#include <array>
#include <optional>
#include <span>

#include "gradevault/engine.hpp"
#include "host/cuda_scanner.hpp"
#include "host/flow_series.hpp"
#include "host/quick_measures.hpp"

namespace gradevault::cuda {

/// What a scan keeps on a device: two batches' lumas, so that one can be copied while the other is measured,
/// and what both share.
class ScanSession {
 public:
  /// Precondition: `device` outlives it; size and options are valid.
  [[nodiscard]] static Result<ScanSession> make(Device& device, Size size, const Options& options,
                                                const ScanLimits& limits);

  [[nodiscard]] int batch() const { return batch_; }

  /// Copies the frames, or reads them where they lie on the device, and queues all work on them.
  /// Precondition: the slot (0 or 1) is free; 1 … batch() frames.
  [[nodiscard]] Status begin(Device& device, int slot, std::span<const ScanInput> frames, Executor& executor);
  /// Waits for the slot's batch and writes what it found; the slot is free then. `anyBefore`: its first frame
  /// has one before it.
  [[nodiscard]] Status finish(Device& device, int slot, std::span<const ScanInput> frames, bool anyBefore,
                              std::span<FrameScan> out);
  /// The next frame is a first one.
  void forget();

 private:
  enum SumRow { laplacianRow, squaresRow, lengthRow, sumRows };

  /// Laplacian and flow at one size. The sums of a batch are three rows, one element a frame.
  struct Series {
    Size size;
    std::optional<FlowSeries> flow;
    DeviceBuffer<long long> sums;
    [[nodiscard]] Plane<long long> row(SumRow row, int batch) const {
      return {sums.data() + static_cast<std::ptrdiff_t>(row) * batch, batch, 1, batch};
    }
  };
  struct Slot {
    PinnedBuffer<unsigned char> frames;
    DeviceBuffer<unsigned char> luma;
    PinnedBuffer<long long> quickSums, preciseSums;
    QuickMeasures::Results quick;
    Event uploaded, done;
  };

  [[nodiscard]] Status allocate(Device& device, const Options& options);
  [[nodiscard]] Status makeSeries(Device& device, Size size, const Options& options, Series& series) const;
  [[nodiscard]] Status makeSlot(Device& device, Slot& slot) const;
  [[nodiscard]] Status upload(Device& device, const Slot& slot, std::span<const ScanInput> frames,
                              Executor& executor) const;
  [[nodiscard]] Status readSurfaces(Device& device, const Slot& slot,
                                    std::span<const ScanInput> frames) const;
  void stage(const Slot& slot, std::span<const ScanInput> frames, Executor& executor) const;
  [[nodiscard]] Status measure(Device& device, Slot& slot, int count);
  [[nodiscard]] Status measureSeries(Device& device, Series& series, const Stack<const unsigned char>& luma,
                                     int count, PinnedBuffer<long long>& sums);

  Size size_;
  int factor_ = 1;
  int batch_ = 1;
  bool precise_ = false;  ///< a full-size series of its own
  bool reportsPrecise_ = false;
  std::array<Slot, 2> slots_;
  PlaneMemory<unsigned char> quickLuma_;  ///< where the factor is over 1
  Series quick_, full_;
  std::optional<QuickMeasures> quickMeasures_;
};

}  // namespace gradevault::cuda
