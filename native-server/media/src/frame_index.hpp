#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "gradevault/image.hpp"
#include "picture_stream.hpp"

namespace gradevault::media {

/// A 64-bit fingerprint of a luma plane; equal planes have equal ones. For checking our own decoding, not
/// against forgers.
[[nodiscard]] std::uint64_t fingerprint(GrayView luma) noexcept;

/// What is remembered of every frame read, to find it again: 40 bytes a frame, 32 a random-access packet.
class FrameIndex {
 public:
  struct Frame {
    std::optional<std::uint64_t> fingerprint;  ///< absent: its pixels were on a device
    std::optional<std::int64_t> identity;
    std::int64_t packet = 0;
    double time = 0;
  };

  void add(const Picture& picture, GrayView luma);
  void add(const KeyPacket& key) { keys_.push_back(key); }

  [[nodiscard]] int size() const noexcept { return static_cast<int>(frames_.size()); }
  [[nodiscard]] const Frame& operator[](int index) const { return frames_[static_cast<std::size_t>(index)]; }
  /// The random-access packets up to the frame's own one, in the order of the file.
  [[nodiscard]] std::span<const KeyPacket> keysUpTo(const Frame& frame) const;

 private:
  std::vector<Frame> frames_;
  std::vector<KeyPacket> keys_;
};

}  // namespace gradevault::media
