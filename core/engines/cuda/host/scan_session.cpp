#include "host/scan_session.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "gradevault/luma.hpp"
#include "host/stage_error.hpp"
#include "host/take.hpp"
#include "scan/motion.hpp"
#include "scan/sharpness.hpp"

namespace gradevault::cuda {
namespace {

std::size_t pixelsOf(Size size) {
  return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
}

/// Device memory for batches of so many frames, in bytes, but for a few small things.
std::size_t sessionBytes(Size size, Size quick, bool precise, const Options& options, int batch) {
  const auto frames = static_cast<std::size_t>(batch);
  std::size_t bytes = 2 * frames * planeElements(size) + frames * planeElements(quick);
  bytes += flowBytes(flowPlan(quick, options), batch) + QuickMeasures::bytes(quick, options, batch);
  if (precise) bytes += flowBytes(flowPlan(size, options), batch);
  return bytes;
}

template <class Sample>
Status readSurface(Device& device, const DeviceLuma& from, const Plane<unsigned char>& luma) {
  const Plane<const Sample> surface{
      reinterpret_cast<const Sample*>(static_cast<std::uintptr_t>(from.address)), luma.width, luma.height,
      static_cast<int>(from.stride / static_cast<std::int64_t>(sizeof(Sample)))};
  const ReadSurface<Sample> read{surface, luma, from.bits, from.range == LumaRange::limited};
  return device.launch(read, read.grid());
}

}  // namespace

Result<ScanSession> ScanSession::make(Device& device, Size size, const Options& options,
                                      const ScanLimits& limits) {
  ScanSession session;
  session.size_ = size;
  session.factor_ = quickFactor(size, options.quickLongSide);
  session.reportsPrecise_ = options.profile == Profile::precise;
  session.precise_ = session.reportsPrecise_ && session.factor_ > 1;
  const Size quick = averagedSize(size, session.factor_);
  const Result<std::size_t> free = device.freeBytes();
  if (!free) return during("asking for its memory", free.error());
  const std::size_t usable = std::min(limits.deviceBytes, free.value() / 10 * 9);
  session.batch_ = static_cast<int>(std::clamp<std::size_t>(
      limits.batchPixels / pixelsOf(size), 2, static_cast<std::size_t>(std::max(limits.batch, 2))));
  while (sessionBytes(size, quick, session.precise_, options, session.batch_) > usable) {
    if (session.batch_ == 1) {
      return during("making a scanner", {ErrorCode::internal,
                                         "the device has too little memory for frames of " +
                                             std::to_string(size.width) + "x" + std::to_string(size.height)});
    }
    session.batch_ /= 2;
  }
  if (Status status = session.allocate(device, options); !status)
    return during("making a scanner", status.error());
  return session;
}

Status ScanSession::allocate(Device& device, const Options& options) {
  const Size quick = averagedSize(size_, factor_);
  Status status = makeSeries(device, quick, options, quick_);
  if (status && precise_) status = makeSeries(device, size_, options, full_);
  if (status && factor_ > 1) status = take(PlaneMemory<unsigned char>::of(device, quick, batch_), quickLuma_);
  if (status) status = take(QuickMeasures::make(device, quick, options, batch_), quickMeasures_);
  for (Slot& slot : slots_) {
    if (status) status = makeSlot(device, slot);
  }
  return status;
}

Status ScanSession::makeSeries(Device& device, Size size, const Options& options, Series& series) const {
  series.size = size;
  if (Status status = take(FlowSeries::make(device, flowPlan(size, options), batch_), series.flow); !status) {
    return status;
  }
  return take(DeviceBuffer<long long>::of(device, static_cast<std::size_t>(batch_) * sumRows), series.sums);
}

Status ScanSession::makeSlot(Device& device, Slot& slot) const {
  const std::size_t lumas = planeElements(size_) * static_cast<std::size_t>(batch_);
  const std::size_t sums = static_cast<std::size_t>(batch_) * sumRows;
  Status status = take(PinnedBuffer<unsigned char>::of(device, lumas), slot.frames);
  if (status) status = take(DeviceBuffer<unsigned char>::of(device, lumas), slot.luma);
  if (status) status = take(PinnedBuffer<long long>::of(device, sums), slot.quickSums);
  if (status && precise_) status = take(PinnedBuffer<long long>::of(device, sums), slot.preciseSums);
  if (status) status = take(quickMeasures_->makeResults(device), slot.quick);
  if (status) status = take(device.makeEvent(), slot.uploaded);
  if (status) status = take(device.makeEvent(), slot.done);
  return status;
}

Status ScanSession::begin(Device& device, int index, std::span<const ScanInput> frames, Executor& executor) {
  Slot& slot = slots_[static_cast<std::size_t>(index)];
  const auto onDevice = [](const ScanInput& frame) { return frame.device.has_value(); };
  Status status;
  if (!std::ranges::all_of(frames, onDevice)) status = upload(device, slot, frames, executor);
  if (status && std::ranges::any_of(frames, onDevice)) status = readSurfaces(device, slot, frames);
  if (status) status = measure(device, slot, static_cast<int>(frames.size()));
  if (!status) return status;
  status = device.record(slot.done, Queue::work);
  if (!status) return during("queueing", status.error());
  return {};
}

Status ScanSession::upload(Device& device, const Slot& slot, std::span<const ScanInput> frames,
                           Executor& executor) const {
  stage(slot, frames, executor);
  const std::size_t bytes = planeElements(size_) * frames.size();
  Status status = device.upload(slot.luma.data(), slot.frames.data(), bytes, Queue::upload);
  if (status) status = device.record(slot.uploaded, Queue::upload);
  if (status) status = device.wait(Queue::work, slot.uploaded);
  if (!status) return during("upload", status.error());
  return {};
}

Status ScanSession::readSurfaces(Device& device, const Slot& slot, std::span<const ScanInput> frames) const {
  Status status = device.waitForDefaultStream(Queue::work);
  const Stack<unsigned char> lumas = stackIn(slot.luma.data(), size_, batch_);
  for (std::size_t i = 0; status && i < frames.size(); ++i) {
    if (!frames[i].device) continue;
    const Plane<unsigned char> luma{lumas.data + static_cast<long long>(i) * lumas.layerElements, lumas.width,
                                    lumas.height, lumas.stride};
    status = frames[i].device->bits == 8 ? readSurface<unsigned char>(device, *frames[i].device, luma)
                                         : readSurface<unsigned short>(device, *frames[i].device, luma);
  }
  if (!status) return during("reading decoded surfaces", status.error());
  return {};
}

/// Into pinned memory, in the device's layout; one core alone would copy hardly faster than a large GPU
/// measures.
void ScanSession::stage(const Slot& slot, std::span<const ScanInput> frames, Executor& executor) const {
  executor.parallelFor(static_cast<int>(frames.size()), [&](int i) {
    if (frames[static_cast<std::size_t>(i)].device) return;
    const GrayView luma = frames[static_cast<std::size_t>(i)].luma;
    const Stack<unsigned char> staged = stackIn(slot.frames.data(), size_, batch_);
    unsigned char* to = staged.data + i * staged.layerElements;
    for (int y = 0; y < size_.height; ++y, to += staged.stride) {
      std::memcpy(to, luma.row(y), static_cast<std::size_t>(size_.width));
    }
  });
}

Status ScanSession::measure(Device& device, Slot& slot, int count) {
  const Stack<const unsigned char> luma = readOnly(stackIn(slot.luma.data(), size_, batch_));
  Stack<const unsigned char> quick = luma;
  if (factor_ > 1) {
    quick = readOnly(quickLuma_.stack());
    const AverageLuma average{luma, quickLuma_.stack(), std::min(factor_, size_.width),
                              std::min(factor_, size_.height)};
    if (Status status = device.launch(average, average.grid(count)); !status) {
      return during("averaging down", status.error());
    }
  }
  Status status = quickMeasures_->enqueue(device, quick, count, slot.quick);
  if (status) status = measureSeries(device, quick_, quick, count, slot.quickSums);
  if (status && precise_) status = measureSeries(device, full_, luma, count, slot.preciseSums);
  return status;
}

Status ScanSession::measureSeries(Device& device, Series& series, const Stack<const unsigned char>& luma,
                                  int count, PinnedBuffer<long long>& sums) {
  Status status = device.clear(series.sums.data(), series.sums.bytes());
  const SumLaplacian laplacian{luma, series.row(laplacianRow, batch_), series.row(squaresRow, batch_)};
  if (status) status = device.launch(laplacian, laplacian.grid(count));
  if (!status) return during("sharpness", status.error());
  status = series.flow->enqueue(device, luma, count, series.row(lengthRow, batch_));
  if (!status) return status;
  status = device.download(sums.data(), series.sums.data(), series.sums.bytes());
  if (!status) return during("download", status.error());
  return {};
}

Status ScanSession::finish(Device& device, int index, std::span<const ScanInput> frames, bool anyBefore,
                           std::span<FrameScan> out) {
  const Slot& slot = slots_[static_cast<std::size_t>(index)];
  if (Status status = device.synchronize(slot.done); !status)
    return during("the batch's kernels", status.error());
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const bool moves = !frames[i].restart && (i > 0 || anyBefore);
    const auto sharpnessOf = [&](const PinnedBuffer<long long>& sums, const Series& series) {
      const auto at = [&](SumRow row) { return sums.data()[static_cast<std::size_t>(row * batch_) + i]; };
      return variance({.sum = at(laplacianRow),
                       .squares = at(squaresRow),
                       .pixels = static_cast<std::int64_t>(pixelsOf(series.size))});
    };
    const auto motionOf = [&](const PinnedBuffer<long long>& sums,
                              const Series& series) -> std::optional<double> {
      if (!moves) return std::nullopt;
      return meanFlowLength(sums.data()[static_cast<std::size_t>(lengthRow * batch_) + i],
                            static_cast<std::int64_t>(pixelsOf(series.size)));
    };
    FrameScan& scan = out[i] = {};
    quickMeasures_->write(slot.quick, static_cast<int>(i), scan.quick);
    scan.quick.sharpness = sharpnessOf(slot.quickSums, quick_);
    scan.quick.motion = motionOf(slot.quickSums, quick_);
    if (!reportsPrecise_) continue;
    const PinnedBuffer<long long>& sums = precise_ ? slot.preciseSums : slot.quickSums;
    const Series& series = precise_ ? full_ : quick_;
    scan.precise = PreciseSample{.sharpness = sharpnessOf(sums, series), .motion = motionOf(sums, series)};
  }
  return {};
}

void ScanSession::forget() {
  quick_.flow->forget();
  if (precise_) full_.flow->forget();
}

}  // namespace gradevault::cuda
