#include "decoder_server.hpp"

#include <utility>

#include "protections.hpp"

namespace gradevault::sandbox {

using process::Channel;
using process::MessageReader;
using process::MessageWriter;

void DecoderServer::run() {
  if (start()) {
    while (serve()) continue;
  }
}

bool DecoderServer::start() {
  Channel::Message message;
  if (channel_.receive(message, std::nullopt, true) != Channel::Arrival::message) return false;
  MessageReader question(std::move(message.bytes));
  const std::optional<Word> word = takeWord(question);
  const OpenRequest request = takeOpenRequest(question);
  if (!question.complete() || (word != Word::open && word != Word::probe)) return false;
  Result<Confinement> held = shutIn(request);
  if (word == Word::probe) return answerProbe(held);
  if (!held) return tell(Word::opened, held.error());
  held_ = std::move(*held);
  if (hooks_.shutIn) hooks_.shutIn();
  return open(request, std::move(message.descriptor)) && takeRing();
}

bool DecoderServer::answerProbe(const Result<Confinement>& held) {
  MessageWriter answer = say(Word::held);
  answer.putText(held ? describe(*held) : held.error().message);
  (void)channel_.send(answer.bytes());
  return false;
}

bool DecoderServer::open(const OpenRequest& request, process::FileDescriptor capture) {
  auto reader =
      media::VideoReader::openDescriptor(capture.release(), request.name, request.limits, request.threads);
  if (!reader) return tell(Word::opened, reader.error());
  reader_ = std::move(*reader);
  MessageWriter answer = say(Word::opened);
  answer.put(std::uint8_t{1});
  put(answer, reader_->facts());
  answer.put(reader_->brokenPackets());
  return tell(answer);
}

bool DecoderServer::takeRing() {
  Channel::Message message;
  if (channel_.receive(message, std::nullopt, true) != Channel::Arrival::message || !reader_) return false;
  MessageReader question(std::move(message.bytes));
  if (takeWord(question) != Word::ring) return false;
  auto ring = LumaRing::mapped(std::move(message.descriptor), reader_->facts().coded);
  if (!ring) return false;
  ring_ = std::move(*ring);
  for (std::size_t slot = ring_.slots(); slot > 0; --slot)
    free_.push_back(static_cast<std::uint32_t>(slot - 1));
  return true;
}

bool DecoderServer::serve() {
  const bool idle = ended_ || free_.empty();
  if (idle || !channel_.isQuiet()) return obey();
  return produce();
}

bool DecoderServer::produce() {
  Result<std::optional<media::LumaFrame>> frame = reader_->next(std::move(spare_));
  if (!frame || !frame->has_value()) {
    ended_ = true;
    MessageWriter end = say(Word::ended);
    end.put(reader_->brokenPackets());
    end.put(static_cast<std::uint8_t>(!frame.ok()));
    if (!frame) put(end, frame.error());
    return tell(end);
  }
  media::LumaFrame& picture = **frame;
  FrameNews news{.slot = free_.back(),
                 .index = picture.index,
                 .time = picture.time,
                 .lost = picture.lost,
                 .gapBefore = picture.gapBefore,
                 .brokenPackets = reader_->brokenPackets()};
  free_.pop_back();
  ring_.write(news.slot, picture.luma.view());
  spare_ = std::move(picture.luma);
  if (hooks_.before) hooks_.before(news.index);
  if (hooks_.news) hooks_.news(news);
  MessageWriter message = say(Word::frame);
  put(message, news);
  return tell(message);
}

bool DecoderServer::obey() {
  Channel::Message message;
  if (channel_.receive(message, std::nullopt, true) != Channel::Arrival::message) return false;
  MessageReader question(std::move(message.bytes));
  const std::optional<Word> word = takeWord(question);
  if (word == Word::color) return sendColor(question, std::move(message.descriptor));
  if (word != Word::release) return false;
  free_.push_back(question.take<std::uint32_t>());
  return free_.back() < ring_.slots() && free_.size() <= ring_.slots();
}

bool DecoderServer::sendColor(MessageReader& question, process::FileDescriptor descriptor) {
  std::vector<int> indices(question.takeCount(sizeof(int)));
  for (int& index : indices) index = question.take<int>();
  auto area = ColorArea::mapped(std::move(descriptor), reader_->facts().coded);
  if (!area || !question.complete()) return false;
  area_ = std::move(*area);
  const Result<std::vector<media::ColorFrame>> frames = reader_->readColor(indices);
  const bool there = frames ? sendPictures(*frames) : tell(Word::colorError, frames.error());
  area_ = ColorArea();
  return there;
}

bool DecoderServer::sendPictures(std::span<const media::ColorFrame> frames) {
  for (const media::ColorFrame& frame : frames) {
    if (!area_.write(frame)) return false;
    MessageWriter message = say(Word::colorFrame);
    message.put(frame.index);
    message.put(static_cast<std::uint8_t>(frame.display.has_value()));
    if (!tell(message)) return false;
    Channel::Message taken;
    if (channel_.receive(taken, std::nullopt, false) != Channel::Arrival::message) return false;
    MessageReader answer(std::move(taken.bytes));
    if (takeWord(answer) != Word::colorTaken) return false;
  }
  return true;
}

bool DecoderServer::tell(const MessageWriter& message) {
  if (!held_.space.exceeded()) return channel_.send(message.bytes());
  (void)channel_.send(say(Word::outOfMemory).bytes());
  return false;
}

bool DecoderServer::tell(Word word, const Error& error) {
  MessageWriter message = say(word);
  if (word == Word::opened) message.put(std::uint8_t{0});
  put(message, error);
  return tell(message);
}

}  // namespace gradevault::sandbox
