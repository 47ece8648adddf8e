#pragma once

#include <filesystem>
#include <vector>

#include "gradevault/compare.hpp"
#include "gradevault/report.hpp"

namespace gradevault::cli {

/// The pictures of two result folders, by name: missing on one side, of another size, or with a pixel that differs by
/// more than `tolerance` steps. Nothing when one of the paths is a report file without its pictures.
[[nodiscard]] std::vector<Difference> comparePictures(const std::filesystem::path& left,
                                                      const std::filesystem::path& right, const Report& leftReport,
                                                      const Report& rightReport, double tolerance);

}  // namespace gradevault::cli
