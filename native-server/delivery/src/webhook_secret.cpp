#include "gradevault/delivery/webhook_secret.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <array>

#include "base64.hpp"
#include "hmac.hpp"

namespace gradevault::delivery {
namespace {

constexpr std::string_view prefix = "whsec_";

}  // namespace

Result<WebhookSecret> WebhookSecret::read(std::string_view text) {
  auto key = text.starts_with(prefix) ? fromBase64(text.substr(prefix.size())) : std::nullopt;
  if (!key || key->size() < 24 || key->size() > 64) {
    return Error{ErrorCode::invalid_argument,
                 "a webhook secret is 'whsec_' and the base64 of 24 to 64 random bytes"};
  }
  return WebhookSecret(std::move(*key));
}

Result<std::string> WebhookSecret::make() {
  std::array<unsigned char, 32> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    return Error{ErrorCode::internal, "the system gives no random bytes for a webhook secret"};
  }
  return std::string(prefix) + base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string WebhookSecret::sign(std::string_view id, std::int64_t seconds, std::string_view body) const {
  std::string signedText(id);
  signedText += '.';
  signedText += std::to_string(seconds);
  signedText += '.';
  signedText += body;
  return "v1," + base64(hmacSha256(key_, signedText));
}

Result<std::vector<WebhookSecret>> webhookSecrets(std::string_view text) {
  constexpr std::string_view separators = " ,\t\n";
  std::vector<WebhookSecret> secrets;
  for (std::size_t at = text.find_first_not_of(separators); at != std::string_view::npos;
       at = text.find_first_not_of(separators, at)) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    auto secret = WebhookSecret::read(text.substr(at, end - at));
    if (!secret.ok()) return secret.error();
    secrets.push_back(std::move(secret).value());
    at = end;
  }
  if (secrets.empty()) return Error{ErrorCode::invalid_argument, "no webhook secret is given"};
  return secrets;
}

std::string webhookSignature(const std::vector<WebhookSecret>& secrets, std::string_view id,
                             std::int64_t seconds, std::string_view body) {
  std::string all;
  for (const WebhookSecret& secret : secrets) {
    if (!all.empty()) all += ' ';
    all += secret.sign(id, seconds, body);
  }
  return all;
}

}  // namespace gradevault::delivery
