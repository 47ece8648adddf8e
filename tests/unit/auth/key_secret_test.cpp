#include "gradevault/auth/key_secret.hpp"

#include <gtest/gtest.h>

#include <set>

namespace gradevault::auth {
namespace {

TEST(KeySecrets, HaveTheirFormAndDiffer) {
  std::set<std::string> ids;
  std::set<std::string> secrets;
  for (int i = 0; i < 100; ++i) {
    const auto made = makeKeySecret();
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(made->keyId.size(), 16U);
    EXPECT_EQ(made->secret.rfind("gv_" + made->keyId + "_", 0), 0U) << made->secret;
    EXPECT_EQ(made->secret.size(), 63U);
    EXPECT_EQ(keyIdOf(made->secret), made->keyId);
    ids.insert(made->keyId);
    secrets.insert(made->secret);
  }
  EXPECT_EQ(ids.size(), 100U);
  EXPECT_EQ(secrets.size(), 100U);
}

TEST(KeySecrets, OtherTextsHaveNoId) {
  const std::string good = "gv_key_0123456789ab_" + std::string(43, '-');
  ASSERT_EQ(keyIdOf(good), "key_0123456789ab");
  EXPECT_FALSE(keyIdOf(""));
  EXPECT_FALSE(keyIdOf(good.substr(1)));
  EXPECT_FALSE(keyIdOf(good + "A"));
  for (const std::size_t place : {0, 2, 3, 6, 19}) {
    std::string other = good;
    other[place] = '!';
    EXPECT_FALSE(keyIdOf(other)) << other;
  }
  std::string quote = good;
  quote[10] = '\'';
  EXPECT_FALSE(keyIdOf(quote));
  std::string end = good;
  end[40] = '=';
  EXPECT_FALSE(keyIdOf(end));
}

TEST(KeySecrets, TheHashIsSha256InHex) {
  // FIPS 180-2, appendix B.1
  EXPECT_EQ(hashOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(KeySecrets, OnlyTheSecretItselfMatchesItsHash) {
  const std::string secret = makeKeySecret()->secret;
  const std::string hash = hashOf(secret);
  EXPECT_TRUE(matches(secret, hash));
  for (std::size_t i = 0; i < secret.size(); ++i) {
    std::string other = secret;
    other[i] = static_cast<char>(other[i] ^ 1);
    EXPECT_FALSE(matches(other, hash)) << i;
  }
  EXPECT_FALSE(matches(secret, hash.substr(1)));
  EXPECT_FALSE(matches(secret, ""));
}

}  // namespace
}  // namespace gradevault::auth
