#include "decoding_ranges.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace gradevault::media {

DecodingRanges::DecodingRanges(PacketSource& source, const Track& track, const Limits& limits,
                               const Decoding& decoding)
    : source_(source),
      track_(track),
      limits_(limits),
      decoding_(decoding),
      mostPictures_(picturesAhead(decoding.threads)) {}

DecodingRanges::~DecodingRanges() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  work_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

Status DecodingRanges::start() {
  Result<std::unique_ptr<RangeDecoder>> decoder = RangeDecoder::open(track_, limits_, decoding_.pool);
  if (!decoder) return decoder.error();
  Range& first = ranges_.emplace_back();
  first.head = Head::whole;
  first.decoder = std::move(*decoder);
  return {};
}

DecodeEvent DecodingRanges::next() {
  Lock lock(mutex_);
  // The first packets decide whether there is anything to share, so the threads come with the first call.
  if (decoding_.threads > 1 && workers_.empty() && !stopping_) startThreads();
  for (;;) {
    if (failure_) return DecodingEnded{failure_};
    if (std::optional<DecodeEvent> event = takeEvent()) return std::move(*event);
    if (workers_.empty()) {
      static_cast<void>(advance(ranges_.begin(), lock));
    } else {
      ready_.wait(lock);
    }
  }
}

std::optional<DecodeEvent> DecodingRanges::takeEvent() {
  while (ranges_.front().events.empty() && ranges_.front().finished) {
    if (ranges_.size() == 1) return DecodeEvent(DecodingEnded{readError_});
    ranges_.pop_front();
    work_.notify_all();
  }
  Range& front = ranges_.front();
  if (front.events.empty()) return std::nullopt;
  DecodeEvent event = std::move(front.events.front());
  front.events.pop_front();
  if (std::holds_alternative<DecodedPicture>(event)) {
    --front.pictures;
    --pictures_;
    work_.notify_all();
  }
  return event;
}

// One packet more, or the end.
void DecodingRanges::read() {
  Result<std::optional<PacketEntry>> packet = source_.next();
  if (!packet || !packet->has_value()) {
    if (!packet) readError_ = packet.error();
    allRead_ = true;
    ranges_.back().closed = true;
    work_.notify_all();
    return;
  }
  if ((*packet)->beginsRange) {
    ranges_.back().closed = true;
    ranges_.emplace_back();
    work_.notify_all();
  }
  packetBytes_ += (*packet)->bytes();
  ranges_.back().packets.push_back(std::move(**packet));
}

std::optional<PacketEntry> DecodingRanges::takePacket(Range& range) {
  while (range.packets.empty() && !range.closed) read();
  if (range.packets.empty()) return std::nullopt;
  PacketEntry packet = std::move(range.packets.front());
  range.packets.pop_front();
  packetBytes_ -= packet.bytes();
  work_.notify_all();
  return packet;
}

DecodingRanges::Step DecodingRanges::advance(Place range, Lock& lock) {
  if (std::optional<PacketEntry> packet = takePacket(*range)) {
    decodeOne(*range, std::move(*packet), lock);
    return range->finished ? Step::finished : Step::progress;
  }
  std::vector<PacketEntry> following;
  const Place next = std::next(range);
  if (next != ranges_.end()) {
    if (next->head == Head::untried) tryHead(next, lock);
    if (next->head == Head::trying) return Step::waiting;
    if (next->head == Head::damaged) {
      absorb(range, next);
      return Step::progress;
    }
    following = std::move(next->opening);
  } else if (readError_) {  // what the decoder holds is not shown, for more would have come before it
    range->finished = true;
    ready_.notify_all();
    return Step::finished;
  }
  finish(*range, std::move(following), lock);
  return Step::finished;
}

void DecodingRanges::decodeOne(Range& range, PacketEntry packet, Lock& lock) {
  std::deque<DecodeEvent> events;
  lock.unlock();
  range.decoder->decode(std::move(packet), events);
  lock.lock();
  range.finished = range.decoder->ended();
  add(range, events);
}

void DecodingRanges::finish(Range& range, std::vector<PacketEntry> following, Lock& lock) {
  std::deque<DecodeEvent> events;
  lock.unlock();
  range.decoder->finish(events, std::move(following));
  lock.lock();
  range.finished = true;
  add(range, events);
  std::unique_ptr<RangeDecoder> done = std::move(range.decoder);
  lock.unlock();
  done.reset();
  lock.lock();
}

// Decodes the beginning of a range that nobody works at; afterwards nobody works at it again.
void DecodingRanges::tryHead(Place range, Lock& lock) {
  range->head = Head::trying;
  range->owned = true;
  lock.unlock();
  Result<std::unique_ptr<RangeDecoder>> decoder = RangeDecoder::open(track_, limits_, decoding_.pool);
  HeadTrial trial(decoder ? std::move(*decoder) : nullptr);
  lock.lock();
  bool finished = false;
  while (!trial.whole() && !stopping_) {
    std::optional<PacketEntry> packet = takePacket(*range);
    finished = !packet && !readError_ && std::next(range) == ranges_.end();
    lock.unlock();
    if (packet) {
      trial.feed(std::move(*packet));
    } else {
      trial.end(finished);
    }
    lock.lock();
  }
  range->owned = false;
  if (trial.whole().value_or(false)) {
    range->head = Head::whole;
    range->finished = finished;
    range->decoder = trial.takeDecoder();
    range->opening = std::move(trial.packets());
    add(*range, trial.events());
  } else {
    range->head = Head::damaged;
    std::vector<PacketEntry>& packets = trial.packets();
    for (const PacketEntry& packet : packets) packetBytes_ += packet.bytes();
    range->packets.insert(range->packets.begin(), std::make_move_iterator(packets.begin()),
                          std::make_move_iterator(packets.end()));
  }
  work_.notify_all();
}

void DecodingRanges::absorb(Place range, Place next) {
  std::move(next->packets.begin(), next->packets.end(), std::back_inserter(range->packets));
  range->closed = next->closed;
  ranges_.erase(next);
}

void DecodingRanges::add(Range& range, std::deque<DecodeEvent>& events) {
  for (DecodeEvent& event : events) {
    if (const auto* picture = std::get_if<DecodedPicture>(&event)) {
      ++range.pictures;
      ++pictures_;
      const auto bytes = std::max<std::int64_t>(1, picture->luma.view().pixels());
      mostPictures_ =
          static_cast<int>(std::clamp<std::int64_t>(mostBytes / bytes, 2, picturesAhead(decoding_.threads)));
    }
    range.events.push_back(std::move(event));
  }
  if (&range == &ranges_.front()) ready_.notify_all();
}

}  // namespace gradevault::media
