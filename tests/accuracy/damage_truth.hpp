#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "gradevault/image.hpp"
#include "gradevault/report.hpp"
#include "gradevault/result.hpp"

namespace gradevault::accuracy {

/// Where a generated capture is truly damaged, in the px of a report's rectified reference frame: kind → mask (255 or 0) of
/// `size`. `capture` holds truth.json and the masks that gradevault-film wrote; the masks' flat px come into the
/// rectified picture through the true quad of the reference frame and the quad that the report found there.
/// Errors: unreadable_input for missing or damaged files, or when the report's reference frame has no quad.
[[nodiscard]] Result<std::map<std::string, GrayImage>> damageTruth(const std::filesystem::path& capture,
                                                                   const Report& report, Size size);

}  // namespace gradevault::accuracy
