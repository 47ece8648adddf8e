#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace gradevault::media {

/// Which packets have given their picture. Every packet gets a number when it is sent, the decoder hands the
/// number on to the picture, and so each picture finds its packet's time stamp, and packets that stay without
/// a picture are noticed: at once when the decoder reported an error, else when a picture with a later time
/// stamp comes out.
class PacketLedger {
 public:
  struct Picture {
    std::optional<std::int64_t> identity;  ///< the packet's own stamp, the same after every seek
    std::optional<std::int64_t>
        timestamp;  ///< when to show it; of packets with only a decoding time the smallest open one
    std::int64_t packet = 0;
    bool failed = false;    ///< the decoder reported an error for this packet
    int missingBefore = 0;  ///< packets that should have been shown before, and never will be
  };

  /// Enters a packet; its stamps are absent when the container gives none.
  std::int64_t enter(std::optional<std::int64_t> presentation, std::optional<std::int64_t> decoding);
  /// Enters a packet that the container promises but does not hold.
  void enterUnreadable();
  /// The packet entered last raised an error.
  void fail() noexcept;
  /// The packet entered last will show no picture, and rightly so.
  void expectNothing() noexcept;

  /// The decoder gave the picture of this packet. `fieldPairs`: two packets may share a picture, so that
  /// silence proves nothing.
  [[nodiscard]] Picture shown(std::int64_t packet, bool fieldPairs);
  /// No more pictures will come: the number of packets that should have given one.
  [[nodiscard]] int finish();

 private:
  struct Open {
    std::int64_t number;
    std::optional<std::int64_t> presentation;
    std::optional<std::int64_t> decoding;
    std::optional<std::int64_t> identity;
    bool failed = false;
    bool silent = false;
  };
  [[nodiscard]] std::optional<std::int64_t> takeTimestamp(Open& picture);
  [[nodiscard]] bool passedBy(const Open& open, const Open& picture) const;
  [[nodiscard]] int forgetPassed(const Open& picture);
  [[nodiscard]] bool counts(const Open& open) const;

  std::deque<Open> open_;
  std::int64_t next_ = 0;
  std::optional<std::int64_t> lastPresentation_;
  bool ordered_ = true;  // presentation stamps have always gone up
  bool fieldPairs_ = false;
};

}  // namespace gradevault::media
