#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "ffmpeg_setup.hpp"
#include "frame_index.hpp"
#include "picture_stream.hpp"

namespace gradevault::media {

/// All that a stream says of a capture, but for the pixels, of which it keeps a fingerprint.
struct StreamRecord {
  struct Shown {
    std::uint64_t luma = 0;
    double time = 0;
    std::optional<std::int64_t> identity;
    std::int64_t packet = 0;
    bool lost = false;
    bool gapBefore = false;
    bool operator==(const Shown&) const = default;
  };
  std::vector<Shown> pictures;
  std::vector<std::int64_t> keys;  ///< numbers of the random-access packets
  int broken = 0;
  std::string error;
  bool operator==(const StreamRecord&) const = default;
};

inline StreamRecord withoutPixels(StreamRecord record) {
  for (auto& picture : record.pictures) picture.luma = 0;
  return record;
}

inline std::ostream& operator<<(std::ostream& out, const StreamRecord& record) {
  out << record.pictures.size() << " pictures, " << record.broken << " broken packets, error '"
      << record.error << "':";
  for (const auto& picture : record.pictures) {
    out << "\n  packet " << picture.packet << " at " << picture.time << " s, luma " << std::hex
        << picture.luma << std::dec << (picture.lost ? ", lost" : "")
        << (picture.gapBefore ? ", gap before" : "");
  }
  return out;
}

/// Reads a capture to its end or error.
inline StreamRecord recordOf(const std::filesystem::path& path, Decoding decoding,
                             const Limits& limits = {}) {
  setUpFfmpeg();
  StreamRecord record;
  LumaPool pool;
  decoding.pool = &pool;
  const auto file = CaptureFile::open(path, limits.maxBytes);
  if (!file) return {{}, {}, 0, file.error().message};
  const auto stream = PictureStream::open(*file, limits, decoding);
  if (!stream) return {{}, {}, 0, stream.error().message};
  (*stream)->onKeyPacket([&](const KeyPacket& key) { record.keys.push_back(key.number); });
  for (;;) {
    Result<std::optional<Picture>> picture = (*stream)->next();
    if (!picture) record.error = picture.error().message;
    record.broken = (*stream)->brokenPackets();
    if (!picture || !picture->has_value()) return record;
    record.pictures.push_back({fingerprint((*picture)->luma.view()), (*picture)->time, (*picture)->identity,
                               (*picture)->packet, (*picture)->lost, (*picture)->gapBefore});
    pool.give(std::move((*picture)->luma));
  }
}

/// One decoder from start to end.
inline StreamRecord uncut(const std::filesystem::path& path, const Limits& limits = {}) {
  return recordOf(path, {.shortestRange = 1 << 30}, limits);
}

/// How many ranges a capture is cut into.
inline int rangesOf(const std::filesystem::path& path) {
  auto demuxer = Demuxer::open(*CaptureFile::open(path, 1LL << 40), {});
  if (!demuxer) return 0;
  const auto track = Track::of((*demuxer)->stream(), path);
  PacketSource source(std::move(*demuxer), *track, RangeCuts::shortestRange);
  int ranges = 1;
  for (;;) {
    const auto entry = source.next();
    if (!entry || !entry->has_value()) return ranges;
    ranges += (*entry)->beginsRange ? 1 : 0;
  }
}

}  // namespace gradevault::media
