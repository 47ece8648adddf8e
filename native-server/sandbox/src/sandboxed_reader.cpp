#include "gradevault/sandbox/sandboxed_reader.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

#include "color_area.hpp"
#include "decoder_process.hpp"
#include "luma_ring.hpp"

namespace gradevault::sandbox {
namespace {

const std::string decoding = "decoding";

class SandboxedReader final : public media::VideoReader {
 public:
  SandboxedReader(std::unique_ptr<DecoderProcess> process, const media::Limits& limits)
      : process_(std::move(process)), limits_(limits) {}

  [[nodiscard]] Status start(const OpenRequest& request, int capture);

  [[nodiscard]] const media::VideoFacts& facts() const noexcept override { return facts_; }
  [[nodiscard]] bool onDevice() const noexcept override { return false; }
  [[nodiscard]] int framesRead() const noexcept override { return static_cast<int>(times_.size()); }
  [[nodiscard]] int brokenPackets() const noexcept override { return brokenPackets_; }
  [[nodiscard]] Result<std::optional<media::LumaFrame>> next(GrayImage reuse) override;
  [[nodiscard]] Result<std::vector<media::ColorFrame>> readColor(std::span<const int> indices) override;

 private:
  using Answer = DecoderProcess::Answer;
  [[nodiscard]] Status takeEnd(MessageReader& message);
  [[nodiscard]] bool believable(const FrameNews& news) const;
  [[nodiscard]] Result<Answer> hearOfColor();
  [[nodiscard]] Status readSome(std::span<const int> indices, std::vector<media::ColorFrame>& frames);

  std::unique_ptr<DecoderProcess> process_;
  media::Limits limits_;
  media::VideoFacts facts_;
  LumaRing ring_;
  ColorArea area_;
  std::deque<Answer> ahead_;   ///< frames that were told of while others were asked for
  std::vector<double> times_;  ///< s, of the frames read
  int brokenPackets_ = 0;
  bool ended_ = false;
  std::optional<Error> failure_;
};

Status SandboxedReader::start(const OpenRequest& request, int capture) {
  const std::string opening = "opening";
  MessageWriter question = say(Word::open);
  put(question, request);
  process_->tell(question, capture);
  auto answer = process_->hear(opening);
  if (!answer) return answer.error();
  MessageReader& message = answer->message;
  if (answer->word != Word::opened) return process_->nonsense(opening);
  if (!message.takeBool()) {
    const Error error = takeError(message);
    return message.complete() ? error : process_->nonsense(opening);
  }
  facts_ = takeFacts(message);
  brokenPackets_ = message.take<int>();
  if (!message.complete() || !plausible(facts_, limits_) || brokenPackets_ < 0) {
    return process_->nonsense(opening);
  }
  auto ring = LumaRing::make(facts_.coded);
  if (!ring) return ring.error();
  ring_ = std::move(*ring);
  process_->tell(say(Word::ring), ring_.descriptor());
  ring_.dropDescriptor();
  return {};
}

Result<std::optional<media::LumaFrame>> SandboxedReader::next(GrayImage reuse) {
  if (failure_) return *failure_;
  if (ended_) return std::optional<media::LumaFrame>();
  auto answer = [&]() -> Result<Answer> {
    if (ahead_.empty()) return process_->hear(decoding);
    Answer first = std::move(ahead_.front());
    ahead_.pop_front();
    return first;
  }();
  if (!answer) return answer.error();
  if (answer->word == Word::ended) {
    if (auto end = takeEnd(answer->message); !end) return end.error();
    return std::optional<media::LumaFrame>();
  }
  const FrameNews news = takeFrameNews(answer->message);
  if (answer->word != Word::frame || !answer->message.complete() || !believable(news)) {
    return process_->nonsense(decoding);
  }
  media::LumaFrame frame;
  frame.index = news.index;
  frame.time = news.time;
  frame.lost = news.lost;
  frame.gapBefore = news.gapBefore;
  frame.luma = ring_.read(news.slot, std::move(reuse));
  times_.push_back(news.time);
  brokenPackets_ = news.brokenPackets;
  MessageWriter release = say(Word::release);
  release.put(news.slot);
  process_->tell(release);
  return std::optional(std::move(frame));
}

Status SandboxedReader::takeEnd(MessageReader& message) {
  const int broken = message.take<int>();
  const bool failed = message.takeBool();
  std::optional<Error> error;
  if (failed) error = takeError(message);
  if (!message.complete() || broken < brokenPackets_) return process_->nonsense(decoding);
  brokenPackets_ = broken;
  ended_ = true;
  failure_ = error;
  if (failure_) return *failure_;
  return {};
}

bool SandboxedReader::believable(const FrameNews& news) const {
  const double before = times_.empty() ? -1 : times_.back();
  return news.slot < ring_.slots() && news.index == framesRead() && framesRead() < limits_.maxFrames &&
         std::isfinite(news.time) && news.time > before && news.time <= limits_.maxDuration &&
         news.brokenPackets >= brokenPackets_;
}

Result<std::vector<media::ColorFrame>> SandboxedReader::readColor(std::span<const int> indices) {
  if (auto possible = media::checkColorRequest(indices, framesRead()); !possible) return possible.error();
  constexpr std::size_t mostAtATime = 4096;  // their numbers fit a message
  std::vector<media::ColorFrame> frames;
  while (!indices.empty()) {
    const auto some = indices.first(std::min(indices.size(), mostAtATime));
    if (auto read = readSome(some, frames); !read) return read.error();
    indices = indices.subspan(some.size());
  }
  area_ = ColorArea();
  return frames;
}

Status SandboxedReader::readSome(std::span<const int> indices, std::vector<media::ColorFrame>& frames) {
  const std::string doing = "decoding golden frames of";
  if (area_.empty()) {
    auto area = ColorArea::make(facts_.coded);
    if (!area) return area.error();
    area_ = std::move(*area);
  }
  MessageWriter question = say(Word::color);
  question.put(static_cast<std::uint32_t>(indices.size()));
  for (const int index : indices) question.put(index);
  process_->tell(question, area_.descriptor());
  for (const int index : indices) {
    auto answer = hearOfColor();
    if (!answer) return answer.error();
    MessageReader& message = answer->message;
    if (answer->word == Word::colorError) {
      const Error error = takeError(message);
      return message.complete() ? error : process_->nonsense(doing);
    }
    const int named = message.take<int>();
    const bool withDisplay = message.takeBool();
    if (!message.complete() || named != index) return process_->nonsense(doing);
    frames.push_back(area_.read(withDisplay));
    frames.back().index = index;
    frames.back().time = times_[static_cast<std::size_t>(index)];
    process_->tell(say(Word::colorTaken));
  }
  return {};
}

/// The next word on colour; what is said of frames meanwhile waits for `next`.
Result<DecoderProcess::Answer> SandboxedReader::hearOfColor() {
  const std::string doing = "decoding golden frames of";
  for (;;) {
    auto answer = process_->hear(doing);
    if (!answer || answer->word == Word::colorFrame || answer->word == Word::colorError) return answer;
    const bool ofFrames = answer->word == Word::frame || answer->word == Word::ended;
    if (!ofFrames || ahead_.size() > ring_.slots()) return process_->nonsense(doing);
    ahead_.push_back(std::move(*answer));
  }
}

}  // namespace

Result<std::unique_ptr<media::VideoReader>> openSandboxed(const std::filesystem::path& path,
                                                          const media::Limits& limits, int threads,
                                                          const SandboxSettings& settings,
                                                          std::function<void(Ending)> onEnding) {
  const auto opened = media::openCapture(path, limits);
  if (!opened) return opened.error();
  const process::FileDescriptor capture(*opened);
  auto process = DecoderProcess::start(path.string(), settings, std::move(onEnding));
  if (!process) return process.error();
  auto reader = std::make_unique<SandboxedReader>(std::move(*process), limits);
  const OpenRequest request{.name = path.string(),
                            .limits = limits,
                            .threads = std::clamp(threads, 1, 256),
                            .memory = settings.memory,
                            .cpuSeconds = settings.cpuSeconds,
                            .required = settings.required};
  if (auto started = reader->start(request, capture.number()); !started) return started.error();
  return std::unique_ptr<media::VideoReader>(std::move(reader));
}

}  // namespace gradevault::sandbox
