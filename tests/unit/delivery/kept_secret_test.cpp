#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "gradevault/delivery/webhook_secret.hpp"

namespace gradevault::delivery {
namespace {

TEST(KeptWebhookSecret, IsMadeOnceForItsOwnerOnly) {
  const auto file =
      std::filesystem::temp_directory_path() / ("gradevault-secret-" + std::to_string(::getpid()));
  std::filesystem::remove(file);
  const auto first = keptWebhookSecret(file);
  ASSERT_TRUE(first.ok()) << first.error().message;
  const auto second = keptWebhookSecret(file);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(*first, *second);
  struct stat facts {};
  ASSERT_EQ(::stat(file.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);

  std::ofstream(file) << "not a secret\n";
  const auto spoiled = keptWebhookSecret(file);
  ASSERT_FALSE(spoiled.ok());
  EXPECT_EQ(spoiled.error().message.find("not a secret"), std::string::npos);
  std::filesystem::remove(file);
  EXPECT_FALSE(keptWebhookSecret("/nowhere/at/all").ok());
}

}  // namespace
}  // namespace gradevault::delivery
