#include "color_reader.hpp"

#include <limits>
#include <span>
#include <string>

#include "capture_error.hpp"
#include "color_pictures.hpp"
#include "sample_plane.hpp"
#include "tone_map.hpp"

namespace gradevault::media {
namespace {

// Decoding stamps (AVI) may come a little out of order; a picture this many places late will not come any
// more.
constexpr int latest = 32;

Limits withoutEnd(Limits limits) {
  limits.maxDuration = std::numeric_limits<double>::infinity();  // times after a seek are not the capture's
  return limits;
}

}  // namespace

ColorReader::ColorReader(std::shared_ptr<const CaptureFile> file, const Limits& limits,
                         const FrameIndex& index)
    : file_(std::move(file)), limits_(withoutEnd(limits)), index_(index) {}

Result<ColorFrame> ColorReader::read(int index) {
  const FrameIndex::Frame& frame = index_[index];
  if (frame.identity && !sequential_) {
    std::span<const KeyPacket> keys = index_.keysUpTo(frame);
    for (int attempt = 0; attempt < 2 && !keys.empty(); ++attempt, keys = keys.first(keys.size() - 1)) {
      if (std::optional<ColorFrame> found = readFromKey(index, keys.back())) return std::move(*found);
    }
  }
  return readFromStart(index);
}

std::optional<ColorFrame> ColorReader::readFromKey(int index, const KeyPacket& key) {
  if (!seeking_) {
    Result<std::unique_ptr<PictureStream>> stream = PictureStream::open(file_, limits_);
    if (!stream) return std::nullopt;
    seeking_ = std::move(*stream);
  }
  if (seekingFrom_ != key.number) {  // else the stream stands between the frame before and this one
    seekingFrom_ = key.number;
    if (!seeking_->seek(key.seekStamp)) return std::nullopt;
  }
  const std::int64_t wanted = *index_[index].identity;
  for (int late = 0; late < latest;) {
    const Result<std::optional<Picture>> picture = seeking_->next();
    if (!picture || !picture->has_value()) break;
    const std::optional<std::int64_t> identity = (*picture)->identity;
    if (identity == wanted) {
      std::optional<ColorFrame> found = convert(**picture, index);
      if (found) return found;
      break;
    }
    if (identity && *identity > wanted) ++late;
  }
  seekingFrom_.reset();
  return std::nullopt;
}

Result<ColorFrame> ColorReader::readFromStart(int index) {
  if (!sequential_) {
    Result<std::unique_ptr<PictureStream>> stream = PictureStream::open(file_, limits_);
    if (!stream) return stream.error();
    sequential_ = std::move(*stream);
  }
  for (;;) {
    const Result<std::optional<Picture>> picture = sequential_->next();
    if (!picture) return picture.error();
    if (!picture->has_value()) break;
    if ((*picture)->index < index) continue;
    if (std::optional<ColorFrame> found = convert(**picture, index)) return std::move(*found);
    break;
  }
  return captureError(
      ErrorCode::internal, file_->path(),
      "frame " + std::to_string(index) + " was decoded differently the second time; has the file changed?");
}

// Nothing when the luma is not the one that was noted.
std::optional<ColorFrame> ColorReader::convert(const Picture& picture, int index) const {
  const AVFrame& frame = *picture.frame;
  if (unreadablePixels(frame.format)) return std::nullopt;
  const PictureMeaning meaning = meaningOf(frame, seeking_ ? seeking_->codec() : sequential_->codec());
  ColorFrame color;
  color.luma = lumaOf(frame, meaning.range);
  const std::optional<std::uint64_t>& noted = index_[index].fingerprint;
  if (noted && fingerprint(color.luma.view()) != *noted) return std::nullopt;
  color.index = index;
  color.time = index_[index].time;
  color.rgb = rgbOf(frame, meaning);
  if (meaning.transfer != Transfer::sdr) color.display = toneMapped(frame, meaning);
  return color;
}

}  // namespace gradevault::media
