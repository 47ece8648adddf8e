// Secrets of webhooks as an operator writes them, and what receivers and object storage answer.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base64.hpp"
#include "byte_source.hpp"
#include "demand.hpp"
#include "gradevault/delivery/webhook_secret.hpp"
#include "retry_schedule.hpp"
#include "s3_listing.hpp"
#include "uri_encoding.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gradevault::delivery;
  using gradevault::fuzz::demand;
  gradevault::fuzz::ByteSource input(data, size);
  const std::string text = input.line();
  if (const auto bytes = fromBase64(text)) demand(base64(*bytes) == text, "base64 has one spelling");
  if (const auto secrets = webhookSecrets(text); secrets.ok()) {
    demand(!secrets->empty(), "a list of secrets has one");
    const std::string signature = webhookSignature(*secrets, "msg_1", 1'790'000'000, "{}");
    demand(signature.starts_with("v1,"), "which signs");
  } else {
    demand(!secrets.error().message.empty(), "a refusal says why");
    const std::string& why = secrets.error().message;
    demand(why == webhookSecrets("x").error().message || why == webhookSecrets("").error().message,
           "in words that do not repeat the secret");
  }

  constexpr gradevault::jobs::Milliseconds now = 1'790'000'000'000;
  const auto wait = retryAfter(input.line(), now);
  demand(wait >= 0 && wait <= 86'400'000, "a receiver may ask for a day at most");

  const std::string answer = input.text();
  const S3Listing listing = s3Listing(answer);
  std::size_t length = 0;
  for (const std::string& key : listing.keys) length += key.size();
  demand(length <= answer.size() && listing.next.size() <= answer.size(), "nothing is made up");
  const std::string encoded = uriEncoded(answer);
  demand(encoded.find_first_of("/?#& ") == std::string::npos, "what is encoded is one part of a path");
  return 0;
}
