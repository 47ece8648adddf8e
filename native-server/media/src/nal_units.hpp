#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace gradevault::media {

/// How many bytes give a NAL unit's length in packets of an H.264 track with this set-up data (`avcC`,
/// ISO/IEC 14496-15); 0 when units are separated by start codes instead.
[[nodiscard]] int h264LengthBytes(std::span<const std::uint8_t> extradata) noexcept;

/// Calls `visit` for every NAL unit of a packet, in order, header byte first, without start codes and
/// lengths. False when the packet cannot be cut into units: a length beyond its end, bytes before the first
/// start code.
[[nodiscard]] bool visitNalUnits(std::span<const std::uint8_t> packet, int lengthBytes,
                                 const std::function<void(std::span<const std::uint8_t>)>& visit);

}  // namespace gradevault::media
