#pragma once

#include <memory>
#include <optional>

#include "frame_index.hpp"
#include "gradevault/media/video_reader.hpp"

namespace gradevault::media {

/// Decodes chosen frames of a capture a second time, in colour, on a demuxer and decoder of its own. A frame
/// counts as found only when its luma has the fingerprint that was noted the first time.
class ColorReader {
 public:
  ColorReader(std::shared_ptr<const CaptureFile> file, const Limits& limits, const FrameIndex& index);

  /// The frame of this number; numbers must go up from call to call. Tries the two random-access packets
  /// before the frame, then decodes from the start. Errors: the luma differs even then (the file has changed,
  /// or a damaged stream decodes differently: internal), or the file cannot be read.
  [[nodiscard]] Result<ColorFrame> read(int index);

 private:
  [[nodiscard]] std::optional<ColorFrame> readFromKey(int index, const KeyPacket& key);
  [[nodiscard]] Result<ColorFrame> readFromStart(int index);
  [[nodiscard]] std::optional<ColorFrame> convert(const Picture& picture, int index) const;

  std::shared_ptr<const CaptureFile> file_;
  Limits limits_;
  const FrameIndex& index_;
  std::unique_ptr<PictureStream> seeking_;
  std::optional<std::int64_t> seekingFrom_;  ///< number of the key packet that `seeking_` was last sent to
  std::unique_ptr<PictureStream> sequential_;
};

}  // namespace gradevault::media
