#include <gtest/gtest.h>

#include <limits>
#include <span>
#include <string>

#include "gradevault/worker/runner_job.hpp"
#include "runner_message.hpp"

namespace gradevault::worker {
namespace {

TEST(RunnerJob, TravelsAsText) {
  RunnerJob job;
  job.capture = "/data/captures/an_1";
  job.out = "/data/results/an_1.2";
  job.fileName = "bläd\xff \"quoted\".mp4";
  job.scanId = "scan";
  job.shot = "raking light";
  job.options.profile = Profile::quick;
  job.options.maxMotion = 12.5;
  job.engine = "cpu";
  job.device = 3;
  job.threads = 7;
  job.nvdec = true;
  job.chosenBecause = "because";
  job.fallbacks.push_back(
      {.from = "cuda", .to = "cpu", .reason = "why", .frame = {}, .device = "0", .unknown = {}});
  job.precheck = std::string(200'000, 'x');
  job.limits.maxBytes = std::numeric_limits<std::int64_t>::max();
  job.seconds = 12.5;
  job.memory = 1 << 30;
  job.prices.hourly["T4"] = 0.7;
  job.workers = 4;
  const auto text = toJson(job);
  ASSERT_TRUE(text.ok());
  const auto back = runnerJobFromJson(*text);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(back->capture, job.capture);
  EXPECT_EQ(back->out, job.out);
  EXPECT_EQ(back->fileName, "bläd\xEF\xBF\xBD \"quoted\".mp4") << "bytes that are no UTF-8 are replaced";
  EXPECT_EQ(back->options, job.options);
  EXPECT_EQ(back->device, 3);
  EXPECT_EQ(back->threads, 7);
  EXPECT_TRUE(back->nvdec);
  EXPECT_EQ(back->fallbacks[0].reason, "why");
  EXPECT_EQ(back->precheck, job.precheck);
  EXPECT_EQ(back->limits.maxBytes, job.limits.maxBytes);
  EXPECT_EQ(back->seconds, 12.5);
  EXPECT_EQ(back->memory, 1 << 30);
  EXPECT_EQ(back->prices.hourly, job.prices.hourly);
  EXPECT_EQ(back->workers, 4);
}

TEST(RunnerJob, IsRefusedWhenSomethingIsMissing) {
  for (const char* text : {"", "{}", "[]", R"({"capture":"x"})"})
    EXPECT_FALSE(runnerJobFromJson(text).ok()) << text;
}

std::optional<RunnerMessage> sent(const RunnerMessage& message) {
  const std::string text = toText(message);
  return runnerMessage(std::as_bytes(std::span(text)));
}

TEST(RunnerMessage, BringsHowAJobEnded) {
  const auto well = runnerEnd(*sent(endMessage({})));
  ASSERT_TRUE(well.has_value());
  EXPECT_FALSE(well->error.has_value());
  for (const ErrorCode code :
       {ErrorCode::invalid_argument, ErrorCode::unreadable_input, ErrorCode::write_failed,
        ErrorCode::cancelled, ErrorCode::unsupported, ErrorCode::internal}) {
    const auto end = runnerEnd(*sent(endMessage({Error{code, "words \"of\"\n it"}, "memory"})));
    ASSERT_TRUE(end.has_value());
    EXPECT_EQ(name(end->error->code), name(code));
    EXPECT_EQ(end->error->message, "words \"of\"\n it");
    EXPECT_EQ(end->ended, "memory");
  }
}

TEST(RunnerMessage, AnEndlessErrorFitsAMessage) {
  const std::string text = toText(endMessage({Error{ErrorCode::internal, std::string(1 << 20, '"')}, {}}));
  EXPECT_LT(text.size(), std::size_t{64} << 10);
}

TEST(RunnerMessage, WhatIsNoMessageIsNone) {
  for (const std::string text : {"", "x", "{}", "[1]", R"({"type":1,"data":"{}"})"}) {
    EXPECT_FALSE(runnerMessage(std::as_bytes(std::span(text))).has_value()) << text;
  }
  EXPECT_FALSE(runnerEnd({"end", "{}"}).has_value());
  EXPECT_FALSE(runnerEnd({"end", "nonsense"}).has_value());
}

TEST(RunnerMessage, ProgressSaysPerCentWhereTheTotalIsKnown) {
  EXPECT_EQ(progressMessage("scan", 30, 120, 31.26).data,
            R"({"framesPerSecond":31.3,"percent":25.0,"stage":"scan"})");
  EXPECT_EQ(progressMessage("scan", 30, 0, 0).data, R"({"stage":"scan"})");
  EXPECT_EQ(progressMessage("scan", 200, 100, 0).data, R"({"percent":100.0,"stage":"scan"})");
}

}  // namespace
}  // namespace gradevault::worker
