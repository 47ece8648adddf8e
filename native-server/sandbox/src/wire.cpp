#include "wire.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace gradevault::sandbox {
namespace {

constexpr std::uint32_t mark = 0x47565344;  // "GVSD"
constexpr std::size_t longestError = 8192;  // a path and a sentence

/// The enumerator with this number among `known`, or one that is none of them.
template <class E, std::size_t n>
E oneOf(std::int32_t number, const std::array<E, n>& known) {
  for (const E each : known) {
    if (static_cast<std::int32_t>(each) == number) return each;
  }
  return static_cast<E>(-1);
}

template <class E>
void putEnum(process::MessageWriter& message, E value) {
  message.put(static_cast<std::int32_t>(value));
}

template <class T>
void putOptional(process::MessageWriter& message, const std::optional<T>& value) {
  message.put(static_cast<std::uint8_t>(value.has_value()));
  message.put(value.value_or(T{}));
}

template <class T>
std::optional<T> takeOptional(process::MessageReader& message) {
  const bool there = message.takeBool();
  const T value = message.take<T>();
  return there ? std::optional(value) : std::nullopt;
}

constexpr std::array rotations{Rotation::none, Rotation::cw90, Rotation::cw180, Rotation::cw270};
constexpr std::array ranges{LumaRange::limited, LumaRange::full};
constexpr std::array matrices{YuvMatrix::bt601, YuvMatrix::bt709, YuvMatrix::bt2020};
constexpr std::array transfers{media::Transfer::sdr, media::Transfer::pq, media::Transfer::hlg};
constexpr std::array codes{ErrorCode::unreadable_input, ErrorCode::unsupported, ErrorCode::invalid_argument,
                           ErrorCode::internal};

bool isWord(std::string_view text) {
  return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

template <class E, std::size_t n>
bool isOneOf(E value, const std::array<E, n>& known) {
  return std::ranges::find(known, value) != known.end();
}

}  // namespace

process::MessageWriter say(Word word) {
  process::MessageWriter message;
  message.put(mark);
  message.put(word);
  return message;
}

std::optional<Word> takeWord(process::MessageReader& message) {
  const bool ours = message.take<std::uint32_t>() == mark;
  const auto word = message.take<std::uint32_t>();
  if (!ours || word < static_cast<std::uint32_t>(Word::open) ||
      word > static_cast<std::uint32_t>(Word::outOfMemory)) {
    return std::nullopt;
  }
  return static_cast<Word>(word);
}

void put(process::MessageWriter& message, const OpenRequest& request) {
  const auto& [name, limits, threads, memory, cpuSeconds, required] = request;
  const auto& [maxPixels, maxSide, maxFrames, maxDuration, maxStreams, maxBytes] = limits;
  message.putText(name);
  message.put(maxPixels);
  message.put(maxSide);
  message.put(maxFrames);
  message.put(maxDuration);
  message.put(maxStreams);
  message.put(maxBytes);
  message.put(threads);
  message.put(memory);
  message.put(cpuSeconds);
  message.put(static_cast<std::uint8_t>(required));
}

OpenRequest takeOpenRequest(process::MessageReader& message) {
  OpenRequest request;
  request.name = message.takeText();
  request.limits.maxPixels = message.take<std::int64_t>();
  request.limits.maxSide = message.take<int>();
  request.limits.maxFrames = message.take<std::int64_t>();
  request.limits.maxDuration = message.take<double>();
  request.limits.maxStreams = message.take<int>();
  request.limits.maxBytes = message.take<std::int64_t>();
  request.threads = message.take<int>();
  request.memory = message.take<std::int64_t>();
  request.cpuSeconds = message.take<double>();
  request.required = message.takeBool();
  return request;
}

void put(process::MessageWriter& message, const FrameNews& news) {
  message.put(news.slot);
  message.put(news.index);
  message.put(news.time);
  message.put(static_cast<std::uint8_t>(news.lost));
  message.put(static_cast<std::uint8_t>(news.gapBefore));
  message.put(news.brokenPackets);
}

FrameNews takeFrameNews(process::MessageReader& message) {
  FrameNews news;
  news.slot = message.take<std::uint32_t>();
  news.index = message.take<std::int32_t>();
  news.time = message.take<double>();
  news.lost = message.takeBool();
  news.gapBefore = message.takeBool();
  news.brokenPackets = message.take<std::int32_t>();
  return news;
}

void put(process::MessageWriter& message, const media::VideoFacts& facts) {
  const auto& [container, codec, pixelFormat, bytes, coded, rotation, bitDepth, range, matrix, transfer,
               frameCountHint, durationHint] = facts;
  message.putText(container);
  message.putText(codec);
  message.putText(pixelFormat);
  message.put(bytes);
  message.put(coded.width);
  message.put(coded.height);
  putEnum(message, rotation);
  message.put(bitDepth);
  putEnum(message, range);
  putEnum(message, matrix);
  putEnum(message, transfer);
  putOptional(message, frameCountHint);
  putOptional(message, durationHint);
}

media::VideoFacts takeFacts(process::MessageReader& message) {
  media::VideoFacts facts;
  facts.container = message.takeText();
  facts.codec = message.takeText();
  facts.pixelFormat = message.takeText();
  facts.bytes = message.take<std::int64_t>();
  facts.coded.width = message.take<int>();
  facts.coded.height = message.take<int>();
  facts.rotation = oneOf(message.take<std::int32_t>(), rotations);
  facts.bitDepth = message.take<int>();
  facts.range = oneOf(message.take<std::int32_t>(), ranges);
  facts.matrix = oneOf(message.take<std::int32_t>(), matrices);
  facts.transfer = oneOf(message.take<std::int32_t>(), transfers);
  facts.frameCountHint = takeOptional<std::int64_t>(message);
  facts.durationHint = takeOptional<double>(message);
  return facts;
}

bool plausible(const media::VideoFacts& facts, const media::Limits& limits) {
  const auto& [width, height] = facts.coded;
  const bool sizeFits = width >= 1 && height >= 1 && std::max(width, height) <= limits.maxSide &&
                        std::int64_t{width} * height <= limits.maxPixels;
  return sizeFits && isWord(facts.container) && isWord(facts.codec) && isWord(facts.pixelFormat) &&
         isOneOf(facts.rotation, rotations) && isOneOf(facts.range, ranges) &&
         isOneOf(facts.matrix, matrices) && isOneOf(facts.transfer, transfers) && facts.bitDepth >= 1 &&
         facts.bitDepth <= 16 && std::isfinite(facts.durationHint.value_or(0));
}

void put(process::MessageWriter& message, const Error& error) {
  putEnum(message, error.code);
  message.putText(std::string_view(error.message).substr(0, longestError));
}

Error takeError(process::MessageReader& message) {
  const ErrorCode code = oneOf(message.take<std::int32_t>(), codes);
  Error error{isOneOf(code, codes) ? code : ErrorCode::internal, message.takeText()};
  error.message.resize(std::min(error.message.size(), longestError));
  std::ranges::replace_if(
      error.message, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
  return error;
}

}  // namespace gradevault::sandbox
