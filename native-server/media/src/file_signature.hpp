#pragma once

#include <string>
#include <string_view>

#include "capture_file.hpp"

namespace gradevault::media {

/// The major brand of an ISO media file ("isom", "qt  ", "heic", …), empty when the file does not start with
/// `ftyp`.
[[nodiscard]] std::string majorBrand(const CaptureFile& file);

/// Whether a top-level box of this four-letter type starts within the file. Walks box headers only, at most
/// 10,000.
[[nodiscard]] bool hasTopLevelBox(const CaptureFile& file, std::string_view type);

/// The DocType of a Matroska file's EBML header ("matroska", "webm"), empty when there is none.
[[nodiscard]] std::string matroskaDocType(const CaptureFile& file);

}  // namespace gradevault::media
