#include "connection.hpp"

#include <cstdio>
#include <utility>

#include "wire.hpp"

namespace gradevault::device_process {
namespace {

/// s that a child gets to end by itself: one that closed its end is about to, a driver takes a moment to let
/// go.
constexpr double patience = 2;

std::string secondsText(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%g s", seconds);
  return text;
}

}  // namespace

Result<std::shared_ptr<Connection>> Connection::open(const Launch& launch, std::string engine) {
  auto sockets = process::Channel::makeSockets();
  if (!sockets.ok()) return sockets.error();
  auto child = process::ChildProcess::start(launch.program, launch.arguments, sockets->second.number());
  if (!child.ok()) return child.error();
  return std::shared_ptr<Connection>(
      new Connection(launch, std::move(engine), std::move(sockets->first), std::move(child).value()));
}

Connection::Connection(const Launch& launch, std::string engine, process::FileDescriptor socket,
                       std::unique_ptr<process::ChildProcess> child)
    : launch_(launch), engine_(std::move(engine)), channel_(std::move(socket)), child_(std::move(child)) {}

Connection::~Connection() {
  channel_.close();
  (void)child_->end(patience);
}

bool Connection::isWell() {
  const std::lock_guard lock(mutex_);
  return !end_ && channel_.isQuiet();
}

Result<process::MessageReader> Connection::ask(const Question& question) {
  const std::lock_guard lock(mutex_);
  if (end_) return *end_;
  process::MessageWriter message;
  message.put(Envelope{.sequence = ++sequence_, .call = question.call});
  message.append(question.payload);
  if (!channel_.send(message.bytes(), question.descriptor)) {
    return lost(question.doing, process::Channel::Arrival::ended, question.deadline);
  }
  return answered(question);
}

Result<process::MessageReader> Connection::answered(const Question& question) {
  process::Channel::Message message;
  const process::Channel::Arrival arrival = channel_.receive(message, question.deadline, false);
  if (arrival != process::Channel::Arrival::message) return lost(question.doing, arrival, question.deadline);
  process::MessageReader answer(std::move(message.bytes));
  const auto envelope = answer.take<Envelope>();
  const PartTimes parts = takeParts(answer);
  const bool failed = answer.takeBool();
  const std::optional<Error> error = failed ? std::optional(takeError(answer)) : std::nullopt;
  const bool expected = envelope.magic == Envelope::mark && envelope.sequence == sequence_ &&
                        envelope.call == question.call && (!failed || answer.complete());
  if (!expected) return lost(question.doing, process::Channel::Arrival::unreadable, question.deadline);
  if (question.trace != nullptr) {
    for (const auto& [part, seconds] : parts) question.trace->spent(part, seconds);
  }
  if (!error) return answer;
  if (error->code == ErrorCode::internal) return ended(error->message);
  return *error;
}

Error Connection::refuse(const std::string& doing) {
  const std::lock_guard lock(mutex_);
  return lost(doing, process::Channel::Arrival::unreadable, 0);
}

Error Connection::lost(const std::string& doing, process::Channel::Arrival arrival, double deadline) {
  const std::string process = "the process of the engine " + engine_;
  const std::string during = " while " + doing;
  switch (arrival) {
    case process::Channel::Arrival::timedOut: {
      const std::string& end = child_->end(0);
      return ended(process + " hung" + during + ": no answer within " + secondsText(deadline) + "; it " +
                   end);
    }
    case process::Channel::Arrival::ended: {
      const std::string& end = child_->end(patience);
      return ended(process + " " + end + during);
    }
    case process::Channel::Arrival::message:
    case process::Channel::Arrival::unreadable:
      break;
  }
  const std::string& end = child_->end(0);
  return ended(process + " gave an answer that makes no sense" + during + "; it " + end);
}

Error Connection::ended(const std::string& what) {
  channel_.close();
  (void)child_->end(0);
  end_ = Error{ErrorCode::internal, what};
  return *end_;
}

}  // namespace gradevault::device_process
