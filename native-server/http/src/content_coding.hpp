#pragma once

#include <array>
#include <string_view>

namespace gradevault::http {

/// How a file may lie beside itself in compressed form.
struct ContentCoding {
  std::string_view name;    ///< as in Accept-Encoding
  std::string_view ending;  ///< of the compressed file's name
};
/// Best first.
inline constexpr std::array<ContentCoding, 2> kContentCodings = {{{"br", ".br"}, {"gzip", ".gz"}}};

/// Whether a client that sends this Accept-Encoding takes `coding` (RFC 9110, 12.5.3).
[[nodiscard]] bool accepts(std::string_view acceptEncoding, std::string_view coding);

}  // namespace gradevault::http
