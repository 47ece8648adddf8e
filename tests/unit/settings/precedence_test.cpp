#include <gtest/gtest.h>

#include "scratch.hpp"

namespace gradevault::settings::testing {
namespace {

TEST(Precedence, FlagThenEnvironmentThenFileThenDefault) {
  const Scratch scratch;
  const std::string config =
      "--config=" + scratch.file("server.toml", "port = 1001\nmax-queue = 11\npolicy = union\n");
  const Environment port("GRADEVAULT_PORT", "1002");
  const Environment queue("GRADEVAULT_MAX_QUEUE", "12");
  const Outcome outcome = parse({"--data", "d", config, "--port", "1003"});
  EXPECT_EQ(outcome.complaint, "");
  EXPECT_TRUE(outcome.ran);
  EXPECT_EQ(outcome.settings.http.port, 1003);
  EXPECT_EQ(outcome.settings.store.limits.queued, 12);
  EXPECT_EQ(outcome.settings.api.queueLimit, 12);
  EXPECT_EQ(outcome.settings.worker.policy.policy, "union");
  EXPECT_EQ(outcome.settings.store.limits.attempts, 3);
}

TEST(Precedence, TheEnvironmentNamesTheConfigurationFile) {
  const Scratch scratch;
  const Environment config("GRADEVAULT_CONFIG", scratch.file("server.toml", "port = 1001\n"));
  EXPECT_EQ(parse({"--data", "d"}).settings.http.port, 1001);
  EXPECT_EQ(
      parse({"--data", "d", "--config", scratch.file("other.toml", "port = 1005\n")}).settings.http.port,
      1005);
}

TEST(Precedence, AComplaintNamesItsSource) {
  const Scratch scratch;
  EXPECT_EQ(parse({"--data", "d", "--max-queue", "many"}).complaint,
            "--max-queue: 'many' is not 1 to 10000000 jobs");
  EXPECT_TRUE(parse({"--data", "d", "--peak-hours", "always"})
                  .complaint.starts_with("--peak-hours: 'always' is no span"));
  EXPECT_TRUE(parse({"--data", "d", "--prices", "cpu=cheap"})
                  .complaint.starts_with("--prices: 'cpu=cheap' is no entry"));
  {
    const Environment variable("GRADEVAULT_MAX_QUEUE", "0");
    EXPECT_EQ(parse({"--data", "d"}).complaint, "GRADEVAULT_MAX_QUEUE: '0' is not 1 to 10000000 jobs");
  }
  {
    const Environment variable("GRADEVAULT_TIME_ZONE", "Mars/Base");
    EXPECT_TRUE(
        parse({"--data", "d"}).complaint.starts_with("GRADEVAULT_TIME_ZONE: there is no zone 'Mars/Base'"));
  }
  const std::string file = scratch.file("server.toml", "port = 1001\n\nmax-queue = -1\n");
  EXPECT_EQ(parse({"--data", "d", "--config", file}).complaint,
            file + ":3: max-queue: '-1' is not 1 to 10000000 jobs");
  const std::string zone = scratch.file("zone.toml", "port = 1001\ntime-zone = \"Mars/Base\"\n");
  EXPECT_TRUE(parse({"--data", "d", "--config", zone})
                  .complaint.starts_with(zone + ":2: time-zone: there is no zone"));
}

TEST(Precedence, WhatDoesNotGoTogetherIsRefused) {
  EXPECT_EQ(parse({}).complaint,
            "data: name the folder where jobs, captures and results are kept (--data DIR)");
  EXPECT_EQ(parse({"--data", "d", "--lease", "2", "--heartbeat", "1.5"}).complaint,
            "--heartbeat: must be at most half of lease, so that one that is late loses nothing");
  EXPECT_EQ(parse({"--data", "d", "--tls-cert", "c.pem"}).complaint, "tls-cert, tls-key: give both, or none");
  EXPECT_TRUE(
      parse({"--data", "d", "--artifacts", "s3"}).complaint.starts_with("--artifacts: s3 needs s3-bucket"));
  EXPECT_TRUE(parse({"--data", "d", "--allow-addresses", "10.0.0.0/99"})
                  .complaint.starts_with("--allow-addresses: "));
  EXPECT_NE(parse({"--data", "d", "--no-such-flag", "1"}).complaint, "");
  EXPECT_FALSE(parse({"--data", "d", "--artifacts", "s3"}).ran);
}

TEST(Precedence, OfAFlagThatComesTwiceTheLastCounts) {
  const Outcome outcome = parse({"--data=a", "--port=1", "--data=b", "--port", "2"});
  EXPECT_EQ(outcome.complaint, "");
  EXPECT_EQ(outcome.settings.data, "b");
  EXPECT_EQ(outcome.settings.http.port, 2);
}

TEST(Precedence, ASwitchAloneMeansOn) {
  const Outcome alone = parse({"--tls-self-signed", "--data", "d"});
  EXPECT_EQ(alone.complaint, "");
  EXPECT_TRUE(alone.settings.tls.selfSigned);
  EXPECT_EQ(alone.settings.data, "d");
  EXPECT_TRUE(parse({"--data", "d", "--tls-self-signed"}).settings.tls.selfSigned);
  EXPECT_FALSE(parse({"--data", "d", "--tls-self-signed", "off"}).settings.tls.selfSigned);
  EXPECT_FALSE(parse({"--data", "d", "--tls-self-signed", "--tls-self-signed=off"}).settings.tls.selfSigned);
  EXPECT_EQ(parse({"--data", "d", "--metrics", "maybe"}).complaint, "--metrics: 'maybe' is not on or off");
}

TEST(Precedence, ListsTakeCommasAndRepetition) {
  const Outcome outcome = parse({"--data", "d", "--cors-origins", "https://a.example, https://b.example",
                                 "--cors-origins=https://c.example"});
  EXPECT_EQ(outcome.complaint, "");
  EXPECT_EQ(outcome.settings.http.corsOrigins,
            (std::vector<std::string>{"https://a.example", "https://b.example", "https://c.example"}));
}

TEST(Precedence, PrintConfigEndsAndReadsBackAsTheSame) {
  const Scratch scratch;
  const Environment secret("GRADEVAULT_S3_SECRET", "hush-hush");
  ::testing::internal::CaptureStdout();
  const Outcome outcome = parse({"--data", "some folder", "--policy", "load", "--prices", "H200=9.5,cpu=0.1",
                                 "--engines", "auto,cuda", "--max-upload", "3G", "--print-config"});
  const std::string text = ::testing::internal::GetCapturedStdout();
  EXPECT_EQ(outcome.complaint, "");
  EXPECT_FALSE(outcome.ran);
  EXPECT_NE(text.find("policy = \"load\"  # --policy\n"), std::string::npos) << text;
  EXPECT_NE(text.find("port = 8080  # default\n"), std::string::npos) << text;
  EXPECT_NE(text.find("# s3-secret: set, by GRADEVAULT_S3_SECRET\n"), std::string::npos) << text;
  EXPECT_NE(text.find("# webhook-secret: not set\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("hush-hush"), std::string::npos);

  ::testing::internal::CaptureStdout();
  const Outcome again = parse({"--config", scratch.file("printed.toml", text), "--print-config"});
  const std::string second = ::testing::internal::GetCapturedStdout();
  EXPECT_EQ(again.complaint, "");
  const auto withoutOrigins = [](const std::string& printed) {
    std::string values;
    for (std::size_t begin = 0; begin < printed.size();) {
      const std::size_t end = std::min(printed.find('\n', begin), printed.size());
      const std::string line = printed.substr(begin, end - begin);
      values += line.substr(0, line.find("  # ")) + '\n';
      begin = end + 1;
    }
    return values;
  };
  EXPECT_EQ(withoutOrigins(second), withoutOrigins(text));
}

}  // namespace
}  // namespace gradevault::settings::testing
