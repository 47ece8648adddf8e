#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "demuxer.hpp"
#include "range_cuts.hpp"
#include "track.hpp"

namespace gradevault::media {

/// One step of the demuxer.
struct PacketEntry {
  enum class Kind {
    packet,
    broken,  ///< promised by the container, but not held
    empty,   ///< AVI: "show the last picture again"; has no number
  };
  Kind kind = Kind::packet;
  std::int64_t number = 0;  ///< counted from the start or the last seek
  PacketHandle packet;      ///< null but for `Kind::packet`
  std::optional<std::int64_t> presentation;
  std::optional<std::int64_t> decoding;
  bool hidden = false;       ///< holds only a picture that is never shown
  bool key = false;          ///< as the container says
  bool beginsRange = false;  ///< a new decoder may start here, see range_cuts.hpp

  [[nodiscard]] std::int64_t bytes() const noexcept { return packet ? packet->size : 0; }
};

/// The packets of a capture's video track, numbered, with the places where its decoding may be cut.
class PacketSource {
 public:
  /// `track` is the demuxer's and must outlive this.
  PacketSource(std::unique_ptr<Demuxer> demuxer, const Track& track, int shortestRange)
      : demuxer_(std::move(demuxer)),
        track_(track),
        shortestRange_(shortestRange),
        cuts_(*track.parameters, shortestRange) {}

  /// The next one, or nothing at the end. Errors: the file cannot be read; out of memory.
  [[nodiscard]] Result<std::optional<PacketEntry>> next();
  /// Goes to the last random-access packet at or before this time stamp, and counts from 0 again; false when
  /// it cannot.
  [[nodiscard]] bool seek(std::int64_t stamp);

  [[nodiscard]] const Demuxer& demuxer() const noexcept { return *demuxer_; }

 private:
  std::unique_ptr<Demuxer> demuxer_;
  const Track& track_;
  int shortestRange_;
  RangeCuts cuts_;
  std::int64_t number_ = 0;
};

}  // namespace gradevault::media
