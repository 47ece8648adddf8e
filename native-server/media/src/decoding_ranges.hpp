#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "head_trial.hpp"

namespace gradevault::media {

/// How a capture is decoded; nothing of it changes what comes out.
struct Decoding {
  int threads = 1;
  LumaPool* pool = nullptr;  ///< see RangeDecoder
  int shortestRange = RangeCuts::shortestRange;
};

/// Decodes a capture in ranges, each with a decoder of its own, several at once, and hands out what came of
/// it in order. Where it is cut, and so every event, depends on the file alone: one thread cuts where many
/// do.
///
/// With one thread all work is done in `next`. With more, as many threads decode ahead, the earliest ranges
/// first, until `picturesAhead` pictures wait to be handed out (or `mostBytes` of them); the range that is
/// being handed out may always go on. Compressed packets are read ahead up to `packetBytesAThread`, beyond
/// which only the packets of ranges at work are in memory.
class DecodingRanges {
 public:
  /// The more ranges are at work, the longer the last of them waits until it is handed out.
  static constexpr int picturesAhead(int threads) noexcept { return threads * std::min(16, 4 + threads); }
  static constexpr std::int64_t mostBytes = std::int64_t{1} << 30;
  static constexpr std::int64_t packetBytesAThread = 8 << 20;

  /// What is referred to must outlive this. Precondition: `decoding.threads` ≥ 1.
  DecodingRanges(PacketSource& source, const Track& track, const Limits& limits, const Decoding& decoding);
  ~DecodingRanges();
  DecodingRanges(const DecodingRanges&) = delete;
  DecodingRanges& operator=(const DecodingRanges&) = delete;

  /// The first decoder; errors: see Decoder. Once, before `next`.
  [[nodiscard]] Status start();
  /// What happens next; after DecodingEnded nothing more may be asked.
  [[nodiscard]] DecodeEvent next();

 private:
  /// Whether a range's first picture is whole, so that it is a range of its own.
  enum class Head { untried, trying, whole, damaged };
  struct Range {
    Head head = Head::untried;
    bool closed = false;    ///< all its packets were read
    bool owned = false;     ///< a thread works at it
    bool finished = false;  ///< all its events are there
    std::deque<PacketEntry> packets;
    std::deque<DecodeEvent> events;
    int pictures = 0;  ///< among the events
    std::unique_ptr<RangeDecoder> decoder;
    std::vector<PacketEntry> opening;  ///< its first packets, for the range before, see RangeDecoder::finish
  };
  using Place = std::list<Range>::iterator;
  using Lock = std::unique_lock<std::mutex>;
  enum class Step { progress, waiting, finished };

  // All with `mutex_` held; those that take the lock let go of it while they decode.
  void read();
  [[nodiscard]] std::optional<PacketEntry> takePacket(Range& range);
  [[nodiscard]] Step advance(Place range, Lock& lock);
  void decodeOne(Range& range, PacketEntry packet, Lock& lock);
  void finish(Range& range, std::vector<PacketEntry> following, Lock& lock);
  void tryHead(Place range, Lock& lock);
  void absorb(Place range, Place next);
  void add(Range& range, std::deque<DecodeEvent>& events);
  [[nodiscard]] std::optional<DecodeEvent> takeEvent();
  [[nodiscard]] bool mayDecode(const Range& range) const;
  [[nodiscard]] std::optional<Place> claim();

  void startThreads();
  void work();
  void workAt(Place range, Lock& lock);

  PacketSource& source_;
  const Track& track_;
  const Limits limits_;
  const Decoding decoding_;
  std::mutex mutex_;
  std::condition_variable ready_;  ///< for `next`: an event, or a range that is finished
  std::condition_variable work_;   ///< for the threads: room, packets, a verdict
  std::list<Range> ranges_;        ///< the first is the one that is handed out
  bool allRead_ = false;
  std::optional<Error> readError_;
  std::optional<Error> failure_;  ///< of a thread
  std::int64_t packetBytes_ = 0;  ///< waiting
  int pictures_ = 0;              ///< waiting
  int mostPictures_;
  bool stopping_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace gradevault::media
