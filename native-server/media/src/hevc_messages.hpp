#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace gradevault::media {

/// How many bytes give a NAL unit's length in packets of a track with this set-up data (`hvcC`, ISO/IEC
/// 14496-15); 0 when units are separated by start codes instead.
[[nodiscard]] int hevcLengthBytes(std::span<const std::uint8_t> extradata) noexcept;

/// Turns the supplemental messages (SEI) of a packet into filler units, in place, all but the one that names
/// the transfer curve. They change no pixel that we want (film grain would), and FFmpeg, when asked to report
/// damage, gives up a whole picture for a message that it cannot read: phones write dynamic HDR metadata of
/// many kinds.
void silenceHevcMessages(std::span<std::uint8_t> packet, int lengthBytes) noexcept;

}  // namespace gradevault::media
