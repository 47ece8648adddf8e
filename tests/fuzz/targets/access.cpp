// What a client sends to be let in: a key, a signed link; and the scopes of a key as an operator writes them.
// Nothing but what was signed is let in.
#include <cstddef>
#include <cstdint>
#include <string>

#include "byte_source.hpp"
#include "demand.hpp"
#include "gradevault/auth/key_secret.hpp"
#include "gradevault/auth/scopes.hpp"
#include "gradevault/auth/signed_link.hpp"
#include "gradevault/auth/verifier.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gradevault;
  using fuzz::demand;
  fuzz::ByteSource input(data, size);
  const std::string authorization = input.line();
  if (const auto token = auth::bearerToken(authorization)) {
    demand(!token->empty() && token->find(' ') == std::string_view::npos, "a token is one word");
    if (const auto id = auth::keyIdOf(*token)) {
      demand(id->starts_with("key_") && token->find(*id) != std::string_view::npos,
             "the id stands in the secret");
      demand(!auth::matches(*token, *id) && auth::matches(*token, auth::hashOf(*token)),
             "only its own hash fits");
    }
  }

  const std::string scopes = input.line();
  if (const auto granted = auth::parseScopes(scopes); granted.ok()) {
    for (const std::string& each : *granted) demand(auth::scope(each).has_value(), "a scope is one of three");
  } else {
    demand(!granted.error().message.empty(), "a refusal says why");
  }

  const std::string key(32, 'k');
  const std::string path = input.line();
  const std::string expires = input.line();
  const std::string signature = input.line();
  constexpr std::int64_t now = 1'790'000'000;
  const auto state = auth::checkLink(key, "artifact", path, expires, signature, now);
  if (state != auth::LinkState::wrong) {
    const std::int64_t when = std::stoll(expires);
    demand(std::to_string(when) == expires, "an expiry has one spelling");
    demand(auth::signLink(key, "artifact", path, when).signature == signature, "and is what was signed");
    demand((state == auth::LinkState::valid) == (now < when), "its time is what it says");
    demand(auth::checkLink(key, "events", path, expires, signature, now) == auth::LinkState::wrong,
           "a link opens one thing only");
  }
  const auto ours = auth::signLink(key, "artifact", path, now + 10);
  demand(auth::checkLink(key, "artifact", path, std::to_string(ours.expires), ours.signature, now) ==
             auth::LinkState::valid,
         "what we sign we accept");
  return 0;
}
