#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/result.hpp"

namespace gradevault::delivery {

/// What a receiver checks our messages with, after https://www.standardwebhooks.com: "whsec_" and the base64
/// of 24 to 64 random bytes.
class WebhookSecret {
 public:
  /// Errors: invalid_argument, without the text.
  [[nodiscard]] static Result<WebhookSecret> read(std::string_view text);
  /// A new one of 32 random bytes, as text.
  [[nodiscard]] static Result<std::string> make();

  /// "v1," and the base64 of HMAC-SHA256 over "id.timestamp.body"; `seconds` since 1970.
  [[nodiscard]] std::string sign(std::string_view id, std::int64_t seconds, std::string_view body) const;

 private:
  explicit WebhookSecret(std::string key) : key_(std::move(key)) {}
  std::string key_;
};

/// One secret or several, separated by blanks or commas: the newest first, the old ones as long as some
/// receiver still has them. Errors: invalid_argument, also for none.
[[nodiscard]] Result<std::vector<WebhookSecret>> webhookSecrets(std::string_view text);

/// Every secret's signature, separated by spaces: while secrets rotate, a receiver that knows either is
/// content.
[[nodiscard]] std::string webhookSignature(const std::vector<WebhookSecret>& secrets, std::string_view id,
                                           std::int64_t seconds, std::string_view body);

/// The secret in `file` (one line), made there with mode 0600 when the file is not there, so that a server
/// that nobody configured signs, too. Errors: write_failed; invalid_argument when the file holds something
/// else.
[[nodiscard]] Result<std::string> keptWebhookSecret(const std::filesystem::path& file);

}  // namespace gradevault::delivery
