#include "gradevault/auth/verifier.hpp"

#include <gtest/gtest.h>

#include "gradevault/auth/key_secret.hpp"

namespace gradevault::auth {
namespace {

/// Holds one key, and counts how often it is asked.
class OneKey final : public jobs::KeyTable {
 public:
  Status add(const jobs::ApiKey& added) override {
    key = added;
    return {};
  }
  Result<std::optional<jobs::ApiKey>> find(const std::string& id) override {
    ++lookUps;
    if (broken) return Error{ErrorCode::internal, "broken"};
    if (id != key.id) return std::optional<jobs::ApiKey>();
    return std::optional(key);
  }
  Result<std::vector<jobs::ApiKey>> list() override { return std::vector{key}; }
  Result<bool> revoke(const std::string&) override { return false; }

  jobs::ApiKey key;
  int lookUps = 0;
  bool broken = false;
};

class Verification : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto made = makeKeySecret();
    ASSERT_TRUE(made.ok());
    secret = made->secret;
    keys.key = {made->keyId, "shop", hashOf(secret), {"analyses:read"}, 1, 0};
  }
  std::string secret;
  OneKey keys;
};

TEST_F(Verification, TheRightSecretGivesItsKey) {
  const auto key = verify(keys, secret);
  ASSERT_TRUE(key.ok() && key->has_value());
  EXPECT_EQ((*key)->name, "shop");
}

TEST_F(Verification, AWrongSecretOfAKnownKeyGivesNone) {
  secret.back() = secret.back() == 'A' ? 'B' : 'A';
  EXPECT_FALSE(verify(keys, secret)->has_value());
}

TEST_F(Verification, ARevokedKeyGivesNone) {
  keys.key.revoked = 2;
  EXPECT_FALSE(verify(keys, secret)->has_value());
}

TEST_F(Verification, AnUnknownKeyGivesNoneAfterTheSameLookUp) {
  EXPECT_FALSE(verify(keys, makeKeySecret()->secret)->has_value());
  EXPECT_EQ(keys.lookUps, 1);
}

TEST_F(Verification, ATextOfAnotherFormGivesNoneAfterTheSameLookUp) {
  for (const char* text : {"", "gv_", "password", "' OR 1=1 --"}) {
    keys.lookUps = 0;
    EXPECT_FALSE(verify(keys, text)->has_value()) << text;
    EXPECT_EQ(keys.lookUps, 1);
  }
}

TEST_F(Verification, TheHashIsNoSecret) {
  EXPECT_FALSE(verify(keys, keys.key.hash)->has_value());
}

TEST_F(Verification, AStoreThatFailsIsAnErrorNotARefusal) {
  keys.broken = true;
  EXPECT_FALSE(verify(keys, secret).ok());
}

TEST(BearerTokens, AreWhatFollowsTheScheme) {
  EXPECT_EQ(bearerToken("Bearer abc"), "abc");
  EXPECT_EQ(bearerToken("bEARER  abc "), "abc");
}

TEST(BearerTokens, OtherHeadersHaveNone) {
  for (const char* header : {"", "Bearer", "Bearer ", "Basic abc", "Bearerabc", "Bearer a b", "Bearer a,b",
                             "abc", " Bearer abc", "\"earer abc"}) {
    EXPECT_FALSE(bearerToken(header)) << header;
  }
}

}  // namespace
}  // namespace gradevault::auth
