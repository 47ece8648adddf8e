#include "gradevault/auth/signed_link.hpp"

#include <gtest/gtest.h>

namespace gradevault::auth {
namespace {

const std::string key(32, 'k');
constexpr std::string_view path = "/v1/analyses/an_1/artifacts/golden_01.png";
constexpr std::int64_t expires = 1'800'000'000;

LinkState check(std::string_view withKey, std::string_view purpose, std::string_view at,
                std::string_view until, std::string_view signature, std::int64_t now = expires - 1) {
  return checkLink(withKey, purpose, at, until, signature, now);
}

TEST(SignedLinks, OpenWhatTheyWereMadeForUntilTheyExpire) {
  const SignedLink link = signLink(key, "artifact", path, expires);
  EXPECT_EQ(link.signature.size(), 43U);
  const std::string until = std::to_string(link.expires);
  EXPECT_EQ(check(key, "artifact", path, until, link.signature), LinkState::valid);
  EXPECT_EQ(check(key, "artifact", path, until, link.signature, expires), LinkState::expired);
  EXPECT_EQ(check(key, "artifact", path, until, link.signature, expires + 1'000'000), LinkState::expired);
}

TEST(SignedLinks, AreHmacSha256) {
  // Python: base64.urlsafe_b64encode(hmac.new(b"k" * 32, b"events\n/a\n5\n", "sha256").digest())
  EXPECT_EQ(linkTo(key, "events", "/a", 5),
            "/a?expires=5&signature=vl1KQQze-Z0__ifnENL7jQfjlDkw4zxZapih2zhz8OE");
}

TEST(SignedLinks, AreWrongWhenAnyPartIsAnother) {
  const std::string signature = signLink(key, "artifact", path, expires).signature;
  const std::string until = std::to_string(expires);
  EXPECT_EQ(check(std::string(32, 'j'), "artifact", path, until, signature), LinkState::wrong) << "key";
  EXPECT_EQ(check(key, "events", path, until, signature), LinkState::wrong) << "purpose";
  EXPECT_EQ(check(key, "artifact", "/v1/analyses/an_2/artifacts/golden_01.png", until, signature),
            LinkState::wrong);
  EXPECT_EQ(check(key, "artifact", std::string(path) + "/", until, signature), LinkState::wrong)
      << "longer path";
  EXPECT_EQ(check(key, "artifact", path, std::to_string(expires + 1), signature), LinkState::wrong)
      << "expiry";
  for (std::size_t i = 0; i < signature.size(); ++i) {
    std::string other = signature;
    other[i] = other[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(check(key, "artifact", path, until, other), LinkState::wrong) << i;
  }
  EXPECT_EQ(check(key, "artifact", path, until, ""), LinkState::wrong);
  EXPECT_EQ(check(key, "artifact", path, until, signature + "="), LinkState::wrong);
}

TEST(SignedLinks, AnExpiryHasOneSpelling) {
  const std::string signature = signLink(key, "artifact", path, expires).signature;
  for (const char* until : {"", "+1800000000", "01800000000", "1800000000 ", " 1800000000", "1.8e9", "-1",
                            "99999999999999999999999"}) {
    EXPECT_EQ(check(key, "artifact", path, until, signature), LinkState::wrong) << until;
  }
}

TEST(SignedLinks, PartsDoNotRunIntoEachOther) {
  EXPECT_NE(signLink(key, "a", "b/c", 1).signature, signLink(key, "ab", "/c", 1).signature);
}

}  // namespace
}  // namespace gradevault::auth
