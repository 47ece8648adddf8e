#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "capture_file.hpp"
#include "container.hpp"
#include "ffmpeg_handles.hpp"
#include "file_stream.hpp"
#include "gradevault/media/video_reader.hpp"

namespace gradevault::media {

/// The packets of a capture's video track, in the file's order, all of them: edit lists are ignored and
/// nothing is marked for discarding. Opens no other file, whatever the capture refers to.
class Demuxer {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Demuxer>> open(std::shared_ptr<const CaptureFile> file,
                                                             const Limits& limits);

  [[nodiscard]] const CaptureFile& file() const noexcept { return *file_; }
  [[nodiscard]] const Container& container() const noexcept { return container_; }
  [[nodiscard]] const AVFormatContext& format() const noexcept { return *format_; }
  [[nodiscard]] AVStream& stream() const noexcept { return *format_->streams[stream_]; }

  enum class Read { packet, broken, end };
  /// The next packet; `broken` for one that the container promises but does not hold (the next call goes on
  /// behind it). An error only when the file itself cannot be read.
  [[nodiscard]] Result<Read> read(AVPacket& packet);

  /// Goes to the last random-access packet at or before this time stamp of the stream; false when it cannot.
  [[nodiscard]] bool seek(std::int64_t timestamp);

 private:
  explicit Demuxer(std::shared_ptr<const CaptureFile> file) : file_(std::move(file)), io_(file_) {}
  [[nodiscard]] Status checkLimits(const Limits& limits) const;

  std::shared_ptr<const CaptureFile> file_;
  FileStream io_;
  Container container_;
  FormatHandle format_;  // after io_, so that it is closed first
  int stream_ = -1;
};

}  // namespace gradevault::media
