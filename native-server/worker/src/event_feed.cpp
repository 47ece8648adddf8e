#include "event_feed.hpp"

namespace gradevault::worker {
namespace {

constexpr auto pause = std::chrono::milliseconds(500);

}  // namespace

void EventFeed::add(const RunnerMessage& news) {
  if (news.type != "progress" && news.type != "check" && news.type != "golden_frame") return;
  if (news.type == "progress" && !waiting_.empty() && waiting_.back().type == "progress") waiting_.pop_back();
  jobs::Event& event = waiting_.emplace_back();
  event.type = news.type;
  event.data = news.data;
  flushIfDue();
}

void EventFeed::flushIfDue() {
  if (!waiting_.empty() && std::chrono::steady_clock::now() - flushed_ >= pause) flush();
}

void EventFeed::flush() {
  if (waiting_.empty()) return;
  const auto standing = table_.append(lease_, waiting_);
  if (standing.ok()) heartbeat_.learn(*standing);
  waiting_.clear();
  flushed_ = std::chrono::steady_clock::now();
}

}  // namespace gradevault::worker
