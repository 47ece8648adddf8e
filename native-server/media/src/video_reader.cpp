#include "gradevault/media/video_reader.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "capture_error.hpp"
#include "color_frames.hpp"
#include "ffmpeg_setup.hpp"
#include "frame_index.hpp"
#include "luma_pool.hpp"
#include "picture_meaning.hpp"
#include "picture_stream.hpp"
#include "sample_plane.hpp"

namespace gradevault::media {
namespace {

class FileVideoReader final : public VideoReader {
 public:
  FileVideoReader(std::shared_ptr<const CaptureFile> file, const Limits& limits, int threads,
                  std::shared_ptr<const Nvdec> nvdec = nullptr)
      : file_(std::move(file)), limits_(limits), threads_(threads), nvdec_(std::move(nvdec)) {}

  /// Opens the stream and decodes the first picture, for the facts; `next` gives it out.
  [[nodiscard]] Status start() {
    Decoding decoding{.threads = threads_, .pool = &pool_};
    if (nvdec_) decoding = {.shortestRange = std::numeric_limits<int>::max(), .nvdec = nvdec_.get()};
    Result<std::unique_ptr<PictureStream>> stream = PictureStream::open(file_, limits_, decoding);
    if (!stream) return stream.error();
    stream_ = std::move(*stream);
    stream_->onKeyPacket([this](const KeyPacket& key) { index_.add(key); });
    Result<std::optional<Picture>> first = stream_->next();
    if (!first) return first.error();
    if (!first->has_value()) {
      return unreadable(file_->path(),
                        "has a video track without a single picture that can be decoded; copy or record "
                        "it again");
    }
    first_ = std::move(**first);
    if (const Status readable = checkPixels(*first_->frame); !readable) return readable;
    facts_ = factsOf(stream_->demuxer().format(), stream_->demuxer().stream(), *first_->frame);
    facts_.container = stream_->demuxer().container().name;
    facts_.bytes = file_->size();
    return {};
  }

  [[nodiscard]] const VideoFacts& facts() const noexcept override { return facts_; }
  [[nodiscard]] bool onDevice() const noexcept override { return nvdec_ != nullptr; }
  [[nodiscard]] int framesRead() const noexcept override { return index_.size(); }
  [[nodiscard]] int brokenPackets() const noexcept override { return stream_->brokenPackets(); }

  [[nodiscard]] Result<std::optional<LumaFrame>> next(GrayImage reuse) override {
    pool_.give(std::move(reuse));
    std::optional<Picture> picture = std::exchange(first_, std::nullopt);
    if (!picture) {
      Result<std::optional<Picture>> read = stream_->next();
      if (!read) return read.error();
      picture = std::move(*read);
    }
    if (!picture) return std::optional<LumaFrame>();
    if (const Status readable = checkPixels(*picture->frame); !readable) return readable.error();
    LumaFrame frame;
    frame.index = picture->index;
    frame.time = picture->time;
    frame.lost = picture->lost;
    frame.gapBefore = picture->gapBefore;
    frame.luma = std::move(picture->luma);
    if (picture->surface) {
      frame.device = picture->surface->luma;
      frame.surface = std::move(picture->surface->keeper);
    }
    index_.add(*picture, frame.luma.view());
    return std::optional<LumaFrame>(std::move(frame));
  }

  [[nodiscard]] Result<std::vector<ColorFrame>> readColor(std::span<const int> indices) override {
    if (const Status possible = checkColorRequest(indices, index_.size()); !possible) return possible.error();
    return readColorFrames(file_, limits_, index_, indices, threads_);
  }

 private:
  [[nodiscard]] Status checkPixels(const AVFrame& frame) const {
    const std::optional<std::string> kind = unreadablePixels(frame.format);
    if (!kind) return {};
    return unreadable(file_->path(), "holds " + *kind + "; " + whatIsRead());
  }

  std::shared_ptr<const CaptureFile> file_;
  Limits limits_;
  int threads_;
  std::shared_ptr<const Nvdec> nvdec_;
  FrameIndex index_;
  LumaPool pool_;
  std::unique_ptr<PictureStream> stream_;  // after the pool
  std::optional<Picture> first_;
  VideoFacts facts_;
};

Result<std::unique_ptr<VideoReader>> started(const Result<std::shared_ptr<const CaptureFile>>& file,
                                             const Limits& limits, int threads,
                                             std::shared_ptr<const Nvdec> nvdec = nullptr) {
  setUpFfmpeg();
  if (!file) return file.error();
  auto reader = std::make_unique<FileVideoReader>(*file, limits, std::max(1, threads), std::move(nvdec));
  if (const Status status = reader->start(); !status) return status.error();
  return std::unique_ptr<VideoReader>(std::move(reader));
}

}  // namespace

Status checkColorRequest(std::span<const int> indices, int framesRead) {
  const bool ascending =
      std::adjacent_find(indices.begin(), indices.end(), std::greater_equal<>()) == indices.end();
  if (ascending && (indices.empty() || (indices.front() >= 0 && indices.back() < framesRead))) return {};
  return Error{ErrorCode::invalid_argument,
               "readColor: frame numbers must go up and be of frames already read"};
}

Result<std::unique_ptr<VideoReader>> VideoReader::open(const std::filesystem::path& path,
                                                       const Limits& limits, int threads) {
  return started(CaptureFile::open(path, limits.maxBytes), limits, threads);
}

Result<std::unique_ptr<VideoReader>> VideoReader::openDescriptor(int descriptor,
                                                                 const std::filesystem::path& name,
                                                                 const Limits& limits, int threads) {
  return started(CaptureFile::adopt(descriptor, name, limits.maxBytes), limits, threads);
}

Result<std::unique_ptr<VideoReader>> VideoReader::openOnDevice(const std::filesystem::path& path,
                                                               const Limits& limits, const LumaDevice& device,
                                                               int threads) {
  const Result<std::shared_ptr<const CaptureFile>> file = CaptureFile::open(path, limits.maxBytes);
  if (!file) return file.error();
  setUpFfmpeg();
  Result<std::shared_ptr<const Nvdec>> nvdec = Nvdec::in(device);
  if (!nvdec) return nvdec.error();
  return started(file, limits, threads, std::move(*nvdec));
}

}  // namespace gradevault::media
