#include "store_test.hpp"

namespace gradevault::jobs::test {
namespace {

class Keys : public StoreTest {
 protected:
  [[nodiscard]] KeyTable& keys() { return store->keys(); }
};
GRADEVAULT_ON_EVERY_STORE(Keys);

TEST_P(Keys, AreFoundAsTheyWereAdded) {
  ASSERT_TRUE(
      keys().add({"key_a", "the shop's \"web\"", "00ff", {"analyses:read", "admin"}, clock.now(), 0}).ok());
  open();
  const auto key = keys().find("key_a").value();
  ASSERT_TRUE(key);
  EXPECT_EQ(key->name, "the shop's \"web\"");
  EXPECT_EQ(key->hash, "00ff");
  EXPECT_EQ(key->scopes, (std::vector<std::string>{"analyses:read", "admin"}));
  EXPECT_EQ(key->created, clock.now());
  EXPECT_EQ(key->revoked, 0);
  EXPECT_FALSE(keys().find("key_b").value());
}

TEST_P(Keys, AreListedInTheOrderOfTheirMaking) {
  ASSERT_TRUE(keys().add({"key_z", "1", "h", {}, 1, 0}).ok());
  ASSERT_TRUE(keys().add({"key_a", "2", "h", {}, 2, 0}).ok());
  const auto all = keys().list().value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].id, "key_z");
  EXPECT_TRUE(all[0].scopes.empty());
}

TEST_P(Keys, ARevokedKeyStaysToBeSeen) {
  ASSERT_TRUE(keys().add({"key_a", "1", "h", {}, 1, 0}).ok());
  EXPECT_TRUE(keys().revoke("key_a").value());
  EXPECT_EQ(keys().find("key_a").value()->revoked, clock.now());
  clock.forward(5);
  EXPECT_FALSE(keys().revoke("key_a").value()) << "twice";
  EXPECT_EQ(keys().find("key_a").value()->revoked, clock.now() - 5);
  EXPECT_FALSE(keys().revoke("key_b").value()) << "unknown";
}

TEST_P(Keys, AnIdIsGivenOnce) {
  ASSERT_TRUE(keys().add({"key_a", "1", "h1", {}, 1, 0}).ok());
  const Status second = keys().add({"key_a", "2", "h2", {}, 2, 0});
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(keys().find("key_a").value()->hash, "h1");
}

}  // namespace
}  // namespace gradevault::jobs::test
