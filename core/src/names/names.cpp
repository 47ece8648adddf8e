// The words for our enumerations: one table for the report, the command line and the messages.
#include "gradevault/checks.hpp"
#include "gradevault/options.hpp"
#include "gradevault/progress.hpp"
#include "gradevault/result.hpp"

namespace gradevault {

std::string_view name(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::invalid_argument: return "invalid_argument";
    case ErrorCode::unreadable_input: return "unreadable_input";
    case ErrorCode::write_failed: return "write_failed";
    case ErrorCode::cancelled: return "cancelled";
    case ErrorCode::unsupported: return "unsupported";
    case ErrorCode::internal: return "internal";
  }
  return "internal";
}

std::string_view name(Stage stage) noexcept {
  switch (stage) {
    case Stage::open: return "open";
    case Stage::scan: return "scan";
    case Stage::select: return "select";
    case Stage::decode_golden: return "decode_golden";
    case Stage::rectify: return "rectify";
    case Stage::align: return "align";
    case Stage::defects: return "defects";
    case Stage::write: return "write";
  }
  return "open";
}

std::string_view name(Profile value) noexcept { return value == Profile::quick ? "quick" : "precise"; }

std::string_view name(ItemType value) noexcept {
  switch (value) {
    case ItemType::comic: return "comic";
    case ItemType::card: return "card";
    case ItemType::toy: return "toy";
  }
  return "comic";
}

std::string_view name(Side value) noexcept { return value == Side::front ? "front" : "back"; }

std::string_view name(CheckStatus value) noexcept {
  switch (value) {
    case CheckStatus::ok: return "ok";
    case CheckStatus::warn: return "warn";
    case CheckStatus::fail: return "fail";
    case CheckStatus::not_available: return "not_available";
  }
  return "not_available";
}

std::string_view name(Verdict value) noexcept {
  switch (value) {
    case Verdict::good: return "good";
    case Verdict::usable: return "usable";
    case Verdict::retake: return "retake";
  }
  return "retake";
}

}  // namespace gradevault
