#include "range_cuts.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "hevc_messages.hpp"
#include "nal_units.hpp"
#include "reset_picture.hpp"

namespace gradevault::media {
namespace {

using Bytes = std::span<const std::uint8_t>;

Bytes extradataOf(const AVCodecParameters& track) {
  return {track.extradata, static_cast<std::size_t>(std::max(0, track.extradata_size))};
}

// FFmpeg decodes streams of x264 before build 151 with that encoder's errors; it learns the build from a
// message that only the first packet carries.
bool namesOldX264(Bytes unit) {
  constexpr std::string_view mark = "x264 - core ";
  const std::string_view text(reinterpret_cast<const char*>(unit.data()), unit.size());
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return false;
  const std::string digits(text.substr(at + mark.size(), 6));
  return std::atoi(digits.c_str()) < 151;
}

bool changesSetup(const AVPacket& packet) {
  return av_packet_get_side_data(&packet, AV_PKT_DATA_NEW_EXTRADATA, nullptr) != nullptr ||
         av_packet_get_side_data(&packet, AV_PKT_DATA_PARAM_CHANGE, nullptr) != nullptr;
}

}  // namespace

RangeCuts::RangeCuts(const AVCodecParameters& track, int shortest)
    : track_(&track), shortest_(shortest), sets_(extradataOf(track)) {
  if (track.codec_id == AV_CODEC_ID_H264) lengthBytes_ = h264LengthBytes(extradataOf(track));
  if (track.codec_id == AV_CODEC_ID_HEVC) lengthBytes_ = hevcLengthBytes(extradataOf(track));
}

bool RangeCuts::beginsRange(const AVPacket& packet) {
  never_ = never_ || changesSetup(packet);
  const bool reset =
      !never_ && packet.size > 0 && resets({packet.data, static_cast<std::size_t>(packet.size)});
  const bool cut = reset && length_ >= shortest_;
  length_ = cut ? 1 : length_ + 1;
  return cut;
}

bool RangeCuts::resets(Bytes packet) {
  switch (track_->codec_id) {
    case AV_CODEC_ID_H264:
    case AV_CODEC_ID_HEVC:
      return isIdr(packet);
    case AV_CODEC_ID_MJPEG: {
      const JpegTables tables = jpegTables(packet);
      huffman_ = huffman_ || tables.huffman;
      return tables.quantization && (tables.huffman || !huffman_);
    }
    default:
      return isResettingKeyFrame(track_->codec_id, packet);
  }
}

bool RangeCuts::isIdr(Bytes packet) {
  sets_.beginPacket();
  idrPictures_ = 0;
  onlyIdr_ = true;
  const bool h264 = track_->codec_id == AV_CODEC_ID_H264;
  const bool whole =
      visitNalUnits(packet, lengthBytes_, [&](Bytes unit) { h264 ? seeH264(unit) : seeHevc(unit); });
  return whole && !never_ && onlyIdr_ && idrPictures_ == 1 && sets_.packetIsComplete();
}

// ITU-T H.264, table 7-1 (unit types) and 7.3.3: a slice begins with first_mb_in_slice, whose 0 is a single
// bit 1.
void RangeCuts::seeH264(Bytes unit) {
  switch (unit[0] & 0x1fU) {
    case 5: {
      const bool begins = unit.size() > 1 && (unit[1] & 0x80U) != 0;
      if (begins) ++idrPictures_;
      if (idrPictures_ == 0) onlyIdr_ = false;
      break;
    }
    case 6:
      never_ = never_ || namesOldX264(unit);
      break;
    case 7:
    case 8:
      sets_.see(unit);
      break;
    case 9:
    case 12:
      break;
    case 13:
    case 15:
      never_ = true;  // sets of extensions that we do not follow
      break;
    default:
      onlyIdr_ = false;
  }
}

// ITU-T H.265, table 7-1 and 7.3.6.1: a slice segment begins with first_slice_segment_in_pic_flag and
// no_output_of_prior_pics_flag. With the latter set, pictures before would never be shown.
void RangeCuts::seeHevc(Bytes unit) {
  if (unit.size() < 3) {
    onlyIdr_ = false;
    return;
  }
  const unsigned type = (unit[0] >> 1U) & 0x3fU;
  const bool baseLayer = (unit[0] & 1U) == 0 && (unit[1] >> 3U) == 0;
  if (type == 19 || type == 20) {
    if ((unit[2] & 0x80U) != 0) ++idrPictures_;
    if (idrPictures_ == 0 || (unit[2] & 0x40U) != 0 || !baseLayer) onlyIdr_ = false;
  } else if (type >= 32 && type <= 34) {
    sets_.see(unit);
  } else if (type < 32 || type == 36 || type == 37) {
    onlyIdr_ = false;
  }
}

}  // namespace gradevault::media
