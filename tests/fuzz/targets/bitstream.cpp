// What of a packet we read ourselves, besides FFmpeg: NAL units and parameter sets, where a decoder may start
// anew, hidden pictures, messages that are silenced. The input: codec, set-up data with its length, packets
// with theirs.
extern "C" {
#include <libavcodec/avcodec.h>
}

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "byte_source.hpp"
#include "demand.hpp"
#include "hevc_messages.hpp"
#include "hidden_picture.hpp"
#include "nal_units.hpp"
#include "range_cuts.hpp"
#include "reset_picture.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gradevault;
  using fuzz::demand;
  constexpr AVCodecID codecs[] = {AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_VP8,
                                  AV_CODEC_ID_VP9,  AV_CODEC_ID_AV1,  AV_CODEC_ID_MJPEG};
  fuzz::ByteSource input(data, size);
  AVCodecParameters track{};
  track.codec_type = AVMEDIA_TYPE_VIDEO;
  track.codec_id = codecs[input.byte() % std::size(codecs)];
  const auto setUp = input.piece(input.word());
  std::vector<std::uint8_t> extradata(setUp.begin(), setUp.end());
  track.extradata = extradata.data();
  track.extradata_size = static_cast<int>(extradata.size());
  const int lengthBytes =
      track.codec_id == AV_CODEC_ID_HEVC ? media::hevcLengthBytes(setUp) : media::h264LengthBytes(setUp);
  demand(lengthBytes >= 0 && lengthBytes <= 4, "a length has at most four bytes");

  media::RangeCuts cuts(track, 1);
  for (int i = 0; i < 64; ++i) {
    const auto bytes = input.piece(input.word());
    if (bytes.empty()) break;
    std::vector<std::uint8_t> packet(bytes.begin(), bytes.end());
    AVPacket entry{};
    entry.data = packet.data();
    entry.size = static_cast<int>(packet.size());
    (void)cuts.beginsRange(entry);
    (void)media::holdsHiddenPicture(track.codec_id, packet);
    (void)media::isResettingKeyFrame(track.codec_id, packet);
    (void)media::jpegTables(packet);
    std::size_t units = 0;
    (void)media::visitNalUnits(packet, lengthBytes, [&](std::span<const std::uint8_t> unit) {
      units += unit.size();
      demand(unit.data() >= packet.data() && unit.data() + unit.size() <= packet.data() + packet.size(),
             "a unit lies within its packet");
    });
    demand(units <= packet.size(), "units do not overlap");
    media::silenceHevcMessages(packet, lengthBytes);
  }
  return 0;
}
