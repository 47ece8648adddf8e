#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gradevault/result.hpp"

namespace gradevault::auth {

/// What a client sends to say who it is: "gv_" + key id + "_" + 43 base64url characters (256 random bits). It
/// is shown once, when it is made; the store keeps its hash.
struct KeySecret {
  std::string keyId;   ///< "key_" + 12 letters and digits
  std::string secret;  ///< all of it
};

/// A new one, from the system's random bytes. Errors: internal when there are none.
[[nodiscard]] Result<KeySecret> makeKeySecret();

/// The id inside a secret, by its form alone; absent where the text has another form.
[[nodiscard]] std::optional<std::string> keyIdOf(std::string_view secret);

/// Lower-case hex SHA-256 of the whole secret. A slow hash would protect guessable passwords; 256 random bits
/// need none.
[[nodiscard]] std::string hashOf(std::string_view secret);

/// Whether `secret` has that hash, in a time that tells nothing of how much of it was right.
[[nodiscard]] bool matches(std::string_view secret, std::string_view hash);

}  // namespace gradevault::auth
