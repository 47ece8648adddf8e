#pragma once

#include <string>
#include <variant>

#include "capture_file.hpp"
#include "context.hpp"
#include "json_fields.hpp"

namespace gradevault::api {

/// A multipart request, read to its end: small fields, and the part "file" on the disk.
struct MultipartRequest {
  JsonFields::Parts fields;
  CaptureFile capture;
  std::string fileName;  ///< as the client calls it, without folders; data, never a path
  std::string sha256;    ///< of the file
};

/// The file's bytes go to the disk as they come. Problems: no file or two, too large, no room, a field too
/// many.
[[nodiscard]] std::variant<MultipartRequest, http::Reply> readMultipart(const Context& context,
                                                                        http::Call& call);

/// What a client calls a file, fit to be shown: the part behind the last slash of either kind, without
/// control characters, at most 200 bytes.
[[nodiscard]] std::string shownFileName(std::string_view name);

}  // namespace gradevault::api
