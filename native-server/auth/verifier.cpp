#include "gradevault/auth/verifier.hpp"

#include <string>

#include "gradevault/auth/key_secret.hpp"

namespace gradevault::auth {
namespace {

/// No secret has it: for keys that are not there.
constexpr std::string_view hashOfNone = "0000000000000000000000000000000000000000000000000000000000000000";
constexpr std::string_view idOfNone = "key_............";

bool isBearer(std::string_view scheme) {
  constexpr std::string_view expected = "bearer";
  if (scheme.size() != expected.size()) return false;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if ((scheme[i] | 0x20) != expected[i]) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string_view> bearerToken(std::string_view authorization) {
  const std::size_t end = authorization.find(' ');
  if (end == std::string_view::npos || !isBearer(authorization.substr(0, end))) return std::nullopt;
  const std::size_t start = authorization.find_first_not_of(' ', end);
  if (start == std::string_view::npos) return std::nullopt;
  std::string_view token = authorization.substr(start);
  token = token.substr(0, token.find_last_not_of(' ') + 1);
  if (token.find_first_of(" \t,") != std::string_view::npos) return std::nullopt;
  return token;
}

Result<std::optional<jobs::ApiKey>> verify(jobs::KeyTable& keys, std::string_view secret) {
  const auto id = keyIdOf(secret);
  auto found = keys.find(id.value_or(std::string(idOfNone)));
  if (!found) return found.error();
  const bool isThere = found->has_value();
  const bool isRight = matches(secret, isThere ? std::string_view((*found)->hash) : hashOfNone);
  if (!id || !isThere || !isRight || (*found)->revoked != 0) return std::optional<jobs::ApiKey>();
  return found;
}

}  // namespace gradevault::auth
