#include "failure.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <string>

namespace gradevault::worker {
namespace {

using jobs::Failure;
using Kind = RunnerOutcome::Kind;

const std::filesystem::path capture = "/srv/gradevault/captures/an_1";

RunnerOutcome told(ErrorCode code, const std::string& message, const std::string& ended = {}) {
  RunnerOutcome outcome;
  outcome.end.error = Error{code, message};
  outcome.end.ended = ended;
  return outcome;
}

RunnerOutcome died(int signal, bool outOfMemory = false) {
  RunnerOutcome outcome;
  outcome.kind = Kind::died;
  outcome.ending.signal = signal;
  outcome.outOfMemory = outOfMemory;
  return outcome;
}

RunnerOutcome of(Kind kind) {
  RunnerOutcome outcome;
  outcome.kind = kind;
  return outcome;
}

void expect(const RunnerOutcome& outcome, Failure failure, const std::string& code) {
  const auto found = failureOf(outcome, capture);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(name(found->failure), name(failure)) << found->log;
  EXPECT_EQ(found->problem.code, code);
  EXPECT_FALSE(found->problem.detail.empty());
  EXPECT_EQ(found->problem.detail.find("/srv"), std::string::npos) << found->problem.detail;
  EXPECT_FALSE(found->log.empty());
}

TEST(Failure, AnAttemptThatEndedWellHasNone) {
  EXPECT_FALSE(failureOf(RunnerOutcome{}, capture).has_value());
}

TEST(Failure, AFatalSignalIsTheJobsOwnDoing) {
  for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSYS, SIGTRAP, SIGXCPU}) {
    expect(died(signal), Failure::crash, "crashed");
  }
  expect(died(0), Failure::crash, "crashed");  // exit: no runner ends by itself
  expect(of(Kind::broken), Failure::crash, "crashed");
}

TEST(Failure, BeingKilledFromOutsideIsNot) {
  for (const int signal : {SIGKILL, SIGTERM, SIGINT, SIGHUP, SIGQUIT}) {
    expect(died(signal), Failure::lost, "interrupted");
  }
}

TEST(Failure, BeingKilledWhenTheMachineHadNoMemoryIs) {
  expect(died(SIGKILL, true), Failure::crash, "memory_limit");
  expect(died(SIGSEGV, true), Failure::crash, "crashed");
}

TEST(Failure, LimitsOfTimeAndMemoryAreTheJobsOwnDoing) {
  expect(of(Kind::time_limit), Failure::crash, "time_limit");
  expect(of(Kind::memory_limit), Failure::crash, "memory_limit");
}

TEST(Failure, ADecodersEndingCounts) {
  const std::string words = "decoder process: it was ended";
  expect(told(ErrorCode::internal, words, "signal"), Failure::crash, "crashed");
  expect(told(ErrorCode::internal, words, "sandbox"), Failure::crash, "crashed");
  expect(told(ErrorCode::internal, words, "memory"), Failure::crash, "memory_limit");
  expect(told(ErrorCode::internal, words, "time"), Failure::crash, "time_limit");
  expect(told(ErrorCode::internal, words, "killed"), Failure::lost, "interrupted");
  auto starved = told(ErrorCode::internal, words, "killed");
  starved.outOfMemory = true;
  expect(starved, Failure::crash, "memory_limit");
}

TEST(Failure, ErrorsOfTheAnalysis) {
  expect(told(ErrorCode::unreadable_input, capture.string() + ": is empty"), Failure::rejected,
         "unreadable_capture");
  expect(told(ErrorCode::invalid_argument, "no such engine"), Failure::rejected, "invalid_request");
  expect(told(ErrorCode::unsupported, capture.string() + ": this FFmpeg cannot decode it"), Failure::rejected,
         "unsupported");
  expect(told(ErrorCode::write_failed, "cannot write /srv/x: No space left"), Failure::error,
         "storage_failed");
  expect(told(ErrorCode::internal, "/srv/gradevault broke"), Failure::error, "internal");
}

TEST(Failure, WhatIsWrongWithACaptureIsToldInASentenceWithoutItsPath) {
  const auto detail = [](const std::string& message) {
    return failureOf(told(ErrorCode::unreadable_input, message), capture)->problem.detail;
  };
  EXPECT_EQ(detail(capture.string() + ": lasts 4000 s, longer than the limit maxDuration = 3600 s"),
            "The capture lasts 4000 s, longer than the limit maxDuration = 3600 s.");
  EXPECT_EQ(detail(capture.string() + ": no video track; record it again"),
            "The capture cannot be used: no video track; record it again.");
  EXPECT_EQ(detail("somewhere /srv/else: broken"), "This capture cannot be read; record it again.");
  EXPECT_EQ(detail(capture.string() + ": see /srv/gradevault/captures/an_2"),
            "This capture cannot be read; record it again.");
}

TEST(Failure, AFetchThatWillNeverSucceedIsRejectedAndAnotherIsTriedAgain) {
  const auto failure = [](const std::string& code, bool retryable) {
    return failureOf(outgoing::Refusal{code, "connect to 10.0.0.1 refused", retryable});
  };
  EXPECT_EQ(failure("address_refused", false).problem.code, "fetch_refused");
  EXPECT_EQ(failure("url_invalid", false).failure, Failure::rejected);
  EXPECT_EQ(failure("too_large", false).problem.code, "capture_too_large");
  EXPECT_EQ(failure("timed_out", true).failure, Failure::error);
  EXPECT_EQ(failure("status_503", true).problem.code, "fetch_failed");
  EXPECT_EQ(failure("status_404", false).failure, Failure::rejected);
  EXPECT_EQ(failure("write_failed", true).problem.code, "storage_failed");
  for (const char* code : {"address_refused", "timed_out", "status_404", "write_failed"}) {
    EXPECT_EQ(failure(code, true).problem.detail.find("10.0.0.1"), std::string::npos);
  }
}

}  // namespace
}  // namespace gradevault::worker
