#include "demuxer.hpp"

#include <string>
#include <system_error>
#include <utility>

#include "capture_error.hpp"
#include "size_limits.hpp"
#include "stream_choice.hpp"

namespace gradevault::media {
namespace {

int refuseToOpen(AVFormatContext*, AVIOContext** io, const char*, int, AVDictionary**) {
  *io = nullptr;
  return AVERROR(EPERM);
}

AVDictionary* openingOptions() {
  AVDictionary* options = nullptr;
  av_dict_set(&options, "format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi", 0);
  av_dict_set(&options, "protocol_whitelist", "none", 0);
  av_dict_set(&options, "ignore_editlist", "1", 0);
  av_dict_set(&options, "ignore_chapters", "1", 0);
  av_dict_set(&options, "enable_drefs", "0", 0);
  av_dict_set(&options, "use_absolute_path", "0", 0);
  return options;
}

}  // namespace

Result<std::unique_ptr<Demuxer>> Demuxer::open(std::shared_ptr<const CaptureFile> file,
                                               const Limits& limits) {
  std::unique_ptr<Demuxer> demuxer(new Demuxer(std::move(file)));
  const std::filesystem::path& path = demuxer->file_->path();
  FormatHandle allocated(avformat_alloc_context());
  if (!allocated || demuxer->io_.context() == nullptr) {
    return captureError(ErrorCode::internal, path, "cannot be opened: out of memory");
  }
  Result<Container> container = recogniseContainer(demuxer->file(), *demuxer->io_.context());
  if (!container) return container.error();
  demuxer->container_ = std::move(*container);

  allocated->pb = demuxer->io_.context();
  allocated->flags |= AVFMT_FLAG_CUSTOM_IO;
  allocated->io_open = refuseToOpen;
  AVDictionary* options = openingOptions();
  AVFormatContext* format = allocated.release();  // avformat_open_input frees it when it fails
  const int opened = avformat_open_input(&format, "", demuxer->container_.format, &options);
  av_dict_free(&options);
  if (opened < 0) return unreadable(path, openFailure(demuxer->file(), demuxer->container_, opened));
  demuxer->format_.reset(format);

  const Result<int> stream = chooseVideoStream(*format, path);
  if (!stream) return stream.error();
  demuxer->stream_ = stream.value();
  for (unsigned i = 0; i < format->nb_streams; ++i) {
    if (static_cast<int>(i) != demuxer->stream_) format->streams[i]->discard = AVDISCARD_ALL;
  }
  if (const Status within = demuxer->checkLimits(limits); !within) return within.error();
  return demuxer;
}

Status Demuxer::checkLimits(const Limits& limits) const {
  if (static_cast<std::int64_t>(format_->nb_streams) > limits.maxStreams) {
    return unreadable(file_->path(),
                      "has " + std::to_string(format_->nb_streams) +
                          " tracks, more than the limit maxStreams = " + std::to_string(limits.maxStreams));
  }
  AVStream& video = stream();
  if (const Status size = checkSize({video.codecpar->width, video.codecpar->height}, limits, file_->path());
      !size) {
    return size;
  }
  // The container's index lists the packets that will be read; it is no mere promise like the header's
  // counts.
  const int entries = avformat_index_get_entries_count(&video);
  if (entries > limits.maxFrames) {
    return unreadable(file_->path(),
                      "has " + std::to_string(entries) +
                          " frames, more than the limit maxFrames = " + std::to_string(limits.maxFrames));
  }
  if (entries > 1) {
    const auto ticks = static_cast<double>(avformat_index_get_entry(&video, entries - 1)->timestamp) -
                       static_cast<double>(avformat_index_get_entry(&video, 0)->timestamp);
    if (const double seconds = ticks * av_q2d(video.time_base); seconds > limits.maxDuration) {
      return tooLong(seconds, limits, file_->path());
    }
  }
  return {};
}

Result<Demuxer::Read> Demuxer::read(AVPacket& packet) {
  // A demuxer may ask to be called again, but a hostile file shall not make it ask for ever.
  for (int again = 0; again < 100'000;) {
    av_packet_unref(&packet);
    const int result = av_read_frame(format_.get(), &packet);
    if (const int error = io_.error(); error != 0) {
      return unreadable(file_->path(), "reading failed: " + std::generic_category().message(error));
    }
    if (result == AVERROR_EOF) return Read::end;
    if (result == AVERROR(EAGAIN)) {
      ++again;
    } else if (result < 0) {
      return Read::broken;
    } else if (packet.stream_index == stream_) {
      return Read::packet;
    }
  }
  return Read::end;
}

bool Demuxer::seek(std::int64_t timestamp) {
  return av_seek_frame(format_.get(), stream_, timestamp, AVSEEK_FLAG_BACKWARD) >= 0;
}

}  // namespace gradevault::media
