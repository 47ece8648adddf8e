#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "ffmpeg_handles.hpp"
#include "gradevault/image.hpp"
#include "gradevault/result.hpp"

namespace gradevault::media {

/// A picture as it came out of a decoder.
struct DecodedPicture {
  FrameHandle frame;  ///< without its pixels when the luma was taken
  GrayImage luma;     ///< 8-bit full range; empty when it was not asked for or the pixels cannot be read
  std::int64_t packet = 0;  ///< number of the packet that it came from
  bool damaged = false;
  bool interlaced = false;
};

/// A packet was handed to the decoder.
struct PacketEntered {
  std::int64_t number = 0;
  std::optional<std::int64_t> presentation;
  std::optional<std::int64_t> decoding;
  bool broken = false;
  bool hidden = false;
  bool key = false;
};

/// The decoder reported damage in the packet entered last.
struct PacketFailed {};

/// Nothing more will come.
struct DecodingEnded {
  std::optional<Error> error;
};

/// What there is to say of decoding, in the order in which one decoder would have said it.
using DecodeEvent = std::variant<PacketEntered, PacketFailed, DecodedPicture, DecodingEnded>;

}  // namespace gradevault::media
