#include <gtest/gtest.h>

#include "scratch.hpp"

namespace gradevault::settings::testing {
namespace {

TEST(Secrets, ComeFromAFileThatAFlagNames) {
  const Scratch scratch;
  const Outcome outcome = parse({"--data", "d", "--webhook-secret-file", scratch.file("w", "whsec_abc\n")});
  EXPECT_EQ(outcome.complaint, "");
  EXPECT_EQ(outcome.settings.delivery.webhookSecret, "whsec_abc");
}

TEST(Secrets, ComeFromTheEnvironmentOrAFileThatItNames) {
  const Scratch scratch;
  const Environment value("GRADEVAULT_SUPABASE_KEY", "k1");
  const Environment file("GRADEVAULT_S3_SECRET_FILE", scratch.file("s", "k2"));
  const Outcome outcome = parse({"--data", "d"});
  EXPECT_EQ(outcome.settings.delivery.supabase.key, "k1");
  EXPECT_EQ(outcome.settings.delivery.s3.secret, "k2");
}

TEST(Secrets, ComeFromAFileThatTheConfigurationNames) {
  const Scratch scratch;
  const std::string config =
      scratch.file("server.toml", "s3-secret-file = \"" + scratch.file("s", "k3\r\n") + "\"\n");
  EXPECT_EQ(parse({"--data", "d", "--config", config}).settings.delivery.s3.secret, "k3");
}

TEST(Secrets, ComeFromTheServiceManagersCredentials) {
  const Scratch scratch;
  (void)scratch.file("webhook-secret", "whsec_xyz");
  const Environment credentials("CREDENTIALS_DIRECTORY", scratch.path().string());
  const Outcome outcome = parse({"--data", "d"});
  EXPECT_EQ(outcome.complaint, "");
  EXPECT_EQ(outcome.settings.delivery.webhookSecret, "whsec_xyz");
  EXPECT_EQ(outcome.settings.delivery.s3.secret, "");
}

TEST(Secrets, FollowThePrecedenceOfSettings) {
  const Scratch scratch;
  (void)scratch.file("s3-secret", "of the credentials");
  const Environment credentials("CREDENTIALS_DIRECTORY", scratch.path().string());
  const std::string config =
      "--config=" +
      scratch.file("server.toml", "s3-secret-file = \"" + scratch.file("a", "of the file") + "\"\n");
  EXPECT_EQ(parse({"--data", "d", config}).settings.delivery.s3.secret, "of the file");
  const Environment value("GRADEVAULT_S3_SECRET", "of the environment");
  EXPECT_EQ(parse({"--data", "d", config}).settings.delivery.s3.secret, "of the environment");
  EXPECT_EQ(parse({"--data", "d", config, "--s3-secret-file", scratch.file("b", "of the flag")})
                .settings.delivery.s3.secret,
            "of the flag");
}

TEST(Secrets, AreNoFlagAndNoKeyAndNotGivenOn) {
  const Scratch scratch;
  EXPECT_NE(parse({"--data", "d", "--s3-secret", "hush"}).complaint, "");
  const std::string config = scratch.file("server.toml", "\ns3-secret = \"hush\"\n");
  EXPECT_TRUE(parse({"--data", "d", "--config", config})
                  .complaint.starts_with(config +
                                         ":2: s3-secret: a secret does not stand in the configuration file"));
  const Outcome outcome = parse({"--data", "d", "--s3-secret-file", scratch.file("s", "hush")});
  for (const std::string& flag : outcome.settings.given) EXPECT_EQ(flag.find("hush"), std::string::npos);
}

TEST(Secrets, AFileThatHoldsNoneIsNamedWithoutWhatIsInIt) {
  const Scratch scratch;
  const std::string missing = (scratch.path() / "missing").string();
  EXPECT_EQ(parse({"--data", "d", "--s3-secret-file", missing}).complaint,
            "--s3-secret-file: " + missing + ": the file with the secret cannot be read");
  for (const std::string& text : {std::string("\n"), std::string("one\ntwo\n"), std::string(9000, 'x')}) {
    const std::string complaint =
        parse({"--data", "d", "--s3-secret-file", scratch.file("s", text)}).complaint;
    EXPECT_TRUE(complaint.starts_with("--s3-secret-file: ")) << complaint;
    EXPECT_EQ(complaint.find("one\n"), std::string::npos);
  }
  const Environment value("GRADEVAULT_S3_SECRET", "");
  EXPECT_EQ(parse({"--data", "d"}).complaint, "GRADEVAULT_S3_SECRET: a secret is one line that is not empty");
}

TEST(Secrets, TwoPlacesInTheEnvironmentAreRefused) {
  const Environment value("GRADEVAULT_S3_SECRET", "a");
  const Environment file("GRADEVAULT_S3_SECRET_FILE", "b");
  EXPECT_EQ(parse({"--data", "d"}).complaint,
            "GRADEVAULT_S3_SECRET, GRADEVAULT_S3_SECRET_FILE: both are set; keep one");
}

}  // namespace
}  // namespace gradevault::settings::testing
