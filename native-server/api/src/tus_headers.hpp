#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "digest.hpp"

/// What the headers of tus 1.0.0 say (https://tus.io/protocols/resumable-upload).
namespace gradevault::api::tus {

inline constexpr std::string_view version = "1.0.0";
inline constexpr std::string_view contentType = "application/offset+octet-stream";

/// Upload-Length, Upload-Offset: digits only; absent for anything else.
[[nodiscard]] std::optional<std::int64_t> number(std::string_view text);

/// Base64 with padding (RFC 4648 §4), nothing else in it.
[[nodiscard]] std::optional<std::string> decodeBase64(std::string_view text);

/// Upload-Metadata: "key base64,key base64,key"; keys once, not empty. Absent when it is not that.
using Metadata = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] std::optional<Metadata> metadata(std::string_view text);
/// The file's name in it ("filename", or "name"), as `shownFileName` makes it; or empty.
[[nodiscard]] std::string fileName(const Metadata& metadata);

/// Upload-Checksum: "sha1 base64".
struct Checksum {
  Digest::Algorithm algorithm = Digest::Algorithm::sha1;
  std::string bytes;
};
[[nodiscard]] std::optional<Checksum> checksum(std::string_view text);

}  // namespace gradevault::api::tus
