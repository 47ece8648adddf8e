#include "gradevault/auth/signed_link.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <charconv>

#include "base64url.hpp"

namespace gradevault::auth {
namespace {

std::string signature(std::string_view key, std::string_view purpose, std::string_view path,
                      std::int64_t expires) {
  // A path holds no line feed (HTTP refuses it), a purpose is ours: the three cannot run into each other.
  std::string text;
  text.append(purpose).append("\n").append(path).append("\n").append(std::to_string(expires)).append("\n");
  std::array<unsigned char, 32> mac{};
  unsigned int length = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac.data(), &length);
  return base64url(mac);
}

std::optional<std::int64_t> digits(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  // One spelling only: the signature is over the number, not over its text.
  if (value < 0 || std::to_string(value) != text) return std::nullopt;
  return value;
}

}  // namespace

SignedLink signLink(std::string_view key, std::string_view purpose, std::string_view path,
                    std::int64_t expires) {
  return {expires, signature(key, purpose, path, expires)};
}

std::string linkTo(std::string_view key, std::string_view purpose, std::string_view path,
                   std::int64_t expires) {
  const SignedLink link = signLink(key, purpose, path, expires);
  return std::string(path) + "?expires=" + std::to_string(link.expires) + "&signature=" + link.signature;
}

LinkState checkLink(std::string_view key, std::string_view purpose, std::string_view path,
                    std::string_view expires, std::string_view given, std::int64_t now) {
  const auto until = digits(expires);
  if (!until) return LinkState::wrong;
  const std::string right = signature(key, purpose, path, *until);
  if (right.size() != given.size() || CRYPTO_memcmp(right.data(), given.data(), right.size()) != 0) {
    return LinkState::wrong;
  }
  return now < *until ? LinkState::valid : LinkState::expired;
}

}  // namespace gradevault::auth
