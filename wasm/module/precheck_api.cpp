#include "precheck_api.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "about.hpp"
#include "executor_choice.hpp"
#include "failed_allocations.hpp"
#include "feedback_json.hpp"
#include "frame_picture.hpp"
#include "gradevault/engines/cpu.hpp"
#include "gradevault/engines/reference.hpp"
#include "request_json.hpp"

namespace {

using gradevault::Error;
using gradevault::ErrorCode;
using gradevault::Result;

class SteadyClock final : public gradevault::Clock {
 public:
  [[nodiscard]] double seconds() const noexcept override {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  }
};

GvError codeOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument:
      return GV_INVALID_ARGUMENT;
    case ErrorCode::unreadable_input:
      return GV_UNREADABLE_INPUT;
    case ErrorCode::unsupported:
      return GV_UNSUPPORTED;
    case ErrorCode::write_failed:
    case ErrorCode::cancelled:
    case ErrorCode::internal:
      break;
  }
  return GV_INTERNAL;
}

/// A sentence for people, kept without taking memory when that is what ran out.
class Message {
 public:
  GvError set(const Error& error) noexcept {
    try {
      own_ = error.message;
      text_ = own_.c_str();
    } catch (const std::bad_alloc&) {
      return outOfMemory();
    }
    return codeOf(error.code);
  }
  GvError outOfMemory() noexcept {
    text_ = "memory ran out: close other pages, or take a smaller or shorter video";
    return GV_OUT_OF_MEMORY;
  }
  [[nodiscard]] const char* text() const noexcept { return text_; }

 private:
  std::string own_;
  const char* text_ = "";
};

/// Calls `work`, which gives a Status; what it throws becomes a code, and so does memory that ran out below
/// somebody who made an error like any other of it.
template <class Work>
GvError guarded(Message& message, const Work& work) noexcept {
  const std::uint32_t failedBefore = gradevault::module::failedAllocations();
  try {
    const gradevault::Status status = work();
    if (status.ok()) return GV_OK;
    const bool memory = gradevault::module::failedAllocations() != failedBefore;
    return memory ? message.outOfMemory() : message.set(status.error());
  } catch (const std::bad_alloc&) {
    return message.outOfMemory();
  } catch (const std::exception& failure) {
    return message.set({ErrorCode::internal, std::string("a defect of ours: ") + failure.what()});
  } catch (...) {
    return message.set({ErrorCode::internal, "a defect of ours, of an unknown kind"});
  }
}

Result<std::unique_ptr<gradevault::Engine>> makeEngine(const std::string& name) {
  if (name == "cpu") return gradevault::makeCpuEngine();
  if (name == "reference") return gradevault::makeReferenceEngine();
  return Error{ErrorCode::invalid_argument, "there is no engine '" + name + "' here: cpu or reference"};
}

/// The message of a start that failed has no session to lie in.
Message& startMessage() noexcept {
  static Message message;
  return message;
}

/// Sixteen bytes at a time, so that planes are aligned as the kernels like them.
struct alignas(16) Block {
  std::byte bytes[16];
};

}  // namespace

struct GvSession {
  SteadyClock clock;
  std::unique_ptr<gradevault::Engine> engine;
  std::shared_ptr<gradevault::Executor> executor;
  std::unique_ptr<gradevault::Precheck> precheck;
  gradevault::Rotation rotation = gradevault::Rotation::none;
  std::vector<Block> buffer;
  GvFrame frame{};
  std::string text;
  Message message;

  [[nodiscard]] Result<gradevault::PrecheckFrame> picture() const {
    return gradevault::module::readFrame(frame, std::as_bytes(std::span(buffer)));
  }
};

namespace {

gradevault::Status start(GvSession& session, const char* request) {
  auto asked = gradevault::module::readStartRequest(request == nullptr ? "" : request);
  if (!asked.ok()) return asked.error();
  auto engine = makeEngine(asked->engine);
  if (!engine.ok()) return engine.error();
  session.engine = std::move(engine).value();
  session.executor = gradevault::module::executorOf(asked->threads);
  session.rotation = asked->precheck.rotation;
  asked->precheck.producer = gradevault::module::producerName();
  auto precheck = gradevault::Precheck::start(std::move(asked->precheck), *session.engine, *session.executor,
                                              session.clock);
  if (!precheck.ok()) return precheck.error();
  session.precheck = std::move(precheck).value();
  return {};
}

void makeRoom(std::vector<Block>& buffer, std::size_t bytes) {
  const std::size_t blocks = bytes / sizeof(Block) + (bytes % sizeof(Block) != 0 ? 1 : 0);
  if (buffer.size() >= blocks) return;
  std::vector<Block>().swap(
      buffer);  // the picture before is not needed any more, so that both never lie there together
  buffer.resize(blocks);
}

}  // namespace

extern "C" {

GvSession* gv_start(const char* request, int32_t* error) {
  std::unique_ptr<GvSession> session;
  const GvError code = guarded(startMessage(), [&] {
    gradevault::module::watchAllocations();
    session = std::make_unique<GvSession>();
    return start(*session, request);
  });
  if (error != nullptr) *error = code;
  return code == GV_OK ? session.release() : nullptr;
}

uint8_t* gv_buffer(GvSession* session, size_t bytes) {
  const GvError code = guarded(session->message, [&]() -> gradevault::Status {
    makeRoom(session->buffer, bytes);
    return {};
  });
  return code == GV_OK ? reinterpret_cast<uint8_t*>(session->buffer.data()) : nullptr;
}

GvFrame* gv_frame(GvSession* session) {
  return &session->frame;
}

int32_t gv_push(GvSession* session) {
  return guarded(session->message, [&]() -> gradevault::Status {
    session->text.clear();
    const auto frame = session->picture();
    if (!frame.ok()) return frame.error();
    const auto live = session->precheck->push(*frame);
    if (!live.ok()) return live.error();
    if (*live) {
      const gradevault::Size upright = gradevault::rotated(frame->picture.size, session->rotation);
      session->text = gradevault::module::feedbackJson(**live, upright);
    }
    return {};
  });
}

int32_t gv_wanted(GvSession* session) {
  return guarded(session->message, [&]() -> gradevault::Status {
    const auto frames = session->precheck->wanted();
    if (!frames.ok()) return frames.error();
    session->text = "[";
    for (const int frame : *frames)
      session->text += (session->text.size() > 1 ? "," : "") + std::to_string(frame);
    session->text += ']';
    return {};
  });
}

int32_t gv_golden(GvSession* session, int32_t number) {
  return guarded(session->message, [&]() -> gradevault::Status {
    session->text.clear();
    const auto frame = session->picture();
    return frame.ok() ? session->precheck->showGolden(number, *frame) : gradevault::Status(frame.error());
  });
}

int32_t gv_finish(GvSession* session) {
  return guarded(session->message, [&]() -> gradevault::Status {
    session->text.clear();
    const auto report = session->precheck->finish();
    if (!report.ok()) return report.error();
    auto json = gradevault::toJson(*report, -1);
    if (!json.ok()) return json.error();
    session->text = std::move(json).value();
    return {};
  });
}

int32_t gv_golden_picture(GvSession* session, int32_t index, int32_t longSide) {
  return guarded(session->message, [&]() -> gradevault::Status {
    session->text.clear();
    const std::size_t number = index < 0 ? SIZE_MAX : static_cast<std::size_t>(index);
    const auto picture = session->precheck->goldenPicture(number, longSide);
    if (!picture.ok()) return picture.error();
    const auto pixels = static_cast<std::size_t>(picture->view().pixels());
    makeRoom(session->buffer, 4 * pixels);
    auto* rgba = reinterpret_cast<std::uint8_t*>(session->buffer.data());
    const std::uint8_t* rgb = picture->pixels().data();
    for (std::size_t i = 0; i < pixels; ++i) {
      std::copy_n(rgb + 3 * i, 3, rgba + 4 * i);
      rgba[4 * i + 3] = 255;
    }
    session->text = "{\"width\":" + std::to_string(picture->width()) +
                    ",\"height\":" + std::to_string(picture->height()) + "}";
    return {};
  });
}

const char* gv_text(GvSession* session) {
  return session->text.c_str();
}

size_t gv_text_bytes(GvSession* session) {
  return session->text.size();
}

const char* gv_message(GvSession* session) {
  return session == nullptr ? startMessage().text() : session->message.text();
}

void gv_end(GvSession* session) {
  delete session;
}

const char* gv_about(void) {
  static const std::string about = gradevault::module::aboutJson();
  return about.c_str();
}

}  // extern "C"
