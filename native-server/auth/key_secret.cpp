#include "gradevault/auth/key_secret.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>
#include <span>

#include "base64url.hpp"
#include "gradevault/digest.hpp"

namespace gradevault::auth {
namespace {

constexpr std::string_view prefix = "gv_";
constexpr std::string_view idPrefix = "key_";
constexpr std::string_view idLetters = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t idLength = 12;
constexpr std::size_t randomLength = 43;
constexpr std::size_t keyIdLength = idPrefix.size() + idLength;
constexpr std::size_t secretLength = prefix.size() + keyIdLength + 1 + randomLength;
static_assert(idLetters.size() == 32);

bool areAll(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

Result<KeySecret> makeKeySecret() {
  std::array<unsigned char, idLength> id{};
  std::array<unsigned char, 32> random{};
  if (RAND_bytes(id.data(), static_cast<int>(id.size())) != 1 ||
      RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) {
    return Error{ErrorCode::internal, "the system gives no random bytes for a key"};
  }
  KeySecret made;
  made.keyId = idPrefix;
  for (const unsigned char byte : id) made.keyId += idLetters[byte % idLetters.size()];
  made.secret = std::string(prefix) + made.keyId + '_' + base64url(random);
  OPENSSL_cleanse(random.data(), random.size());
  return made;
}

std::optional<std::string> keyIdOf(std::string_view secret) {
  // By lengths, since the random part may hold underscores, too.
  if (secret.size() != secretLength || secret.substr(0, prefix.size()) != prefix) return std::nullopt;
  const std::string_view keyId = secret.substr(prefix.size(), keyIdLength);
  const std::string_view rest = secret.substr(prefix.size() + keyIdLength);
  if (keyId.substr(0, idPrefix.size()) != idPrefix || !areAll(keyId.substr(idPrefix.size()), idLetters)) {
    return std::nullopt;
  }
  if (rest.front() != '_' ||
      !areAll(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")) {
    return std::nullopt;
  }
  return std::string(keyId);
}

std::string hashOf(std::string_view secret) {
  Sha256 hash;
  hash.update(std::as_bytes(std::span(secret)));
  return hash.hex();
}

bool matches(std::string_view secret, std::string_view hash) {
  const std::string own = hashOf(secret);
  return own.size() == hash.size() && CRYPTO_memcmp(own.data(), hash.data(), own.size()) == 0;
}

}  // namespace gradevault::auth
