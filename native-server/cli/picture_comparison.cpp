#include "picture_comparison.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

#include "gradevault/artifacts/png.hpp"

namespace gradevault::cli {
namespace {

namespace fs = std::filesystem;

std::map<std::string, const ArtifactReport*> picturesOf(const Report& report) {
  std::map<std::string, const ArtifactReport*> pictures;
  for (const auto& artifact : report.artifacts) {
    if (artifact.mediaType == "image/png") pictures[artifact.name] = &artifact;
  }
  return pictures;
}

std::string text(Size size, int channels) {
  return std::to_string(size.width) + "×" + std::to_string(size.height) + "×" + std::to_string(channels);
}

template <class T>
std::optional<Difference> compareDecoded(const std::string& name, const Image<T>& left, const Image<T>& right,
                                         double tolerance) {
  if (left.size() != right.size() || left.channels() != right.channels()) {
    return Difference{name, text(left.size(), left.channels()), text(right.size(), right.channels())};
  }
  std::int64_t beyond = 0;
  int largest = 0;
  for (std::size_t i = 0; i < left.pixels().size(); ++i) {
    const int step = std::abs(int{left.pixels()[i]} - int{right.pixels()[i]});
    largest = std::max(largest, step);
    beyond += step > tolerance ? 1 : 0;
  }
  if (beyond == 0) return std::nullopt;
  return Difference{name, std::to_string(beyond) + " samples differ", "by up to " + std::to_string(largest)};
}

Result<std::vector<std::byte>> contents(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Error{ErrorCode::unreadable_input, "missing"};
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const auto view = std::as_bytes(std::span(bytes));
  return std::vector<std::byte>(view.begin(), view.end());
}

std::optional<Difference> compareFiles(const std::string& name, const fs::path& left, const fs::path& right,
                                       double tolerance) {
  const auto leftBytes = contents(left);
  const auto rightBytes = contents(right);
  if (!leftBytes.ok() || !rightBytes.ok()) {
    return Difference{name, leftBytes.ok() ? "present" : "missing", rightBytes.ok() ? "present" : "missing"};
  }
  if (*leftBytes == *rightBytes) return std::nullopt;
  const auto left8 = artifacts::decodePng(*leftBytes);
  const auto right8 = artifacts::decodePng(*rightBytes);
  if (left8.ok() && right8.ok()) return compareDecoded(name, *left8, *right8, tolerance);
  const auto left16 = artifacts::decodePng16(*leftBytes);
  const auto right16 = artifacts::decodePng16(*rightBytes);
  if (left16.ok() && right16.ok()) return compareDecoded(name, *left16, *right16, tolerance);
  return Difference{name, left8.ok() || left16.ok() ? "a picture" : left8.error().message,
                    right8.ok() || right16.ok() ? "a picture" : right8.error().message};
}

}  // namespace

std::vector<Difference> comparePictures(const fs::path& left, const fs::path& right, const Report& leftReport,
                                        const Report& rightReport, double tolerance) {
  std::error_code ignored;
  if (!fs::is_directory(left, ignored) || !fs::is_directory(right, ignored)) return {};
  const auto leftPictures = picturesOf(leftReport);
  const auto rightPictures = picturesOf(rightReport);
  std::vector<Difference> differences;
  for (const auto& [name, artifact] : leftPictures) {
    const auto other = rightPictures.find(name);
    if (other == rightPictures.end()) {
      differences.push_back({name, "present", "absent"});
    } else if (artifact->sha256 != other->second->sha256) {
      if (auto difference = compareFiles(name, left / name, right / name, tolerance)) {
        differences.push_back(std::move(*difference));
      }
    }
  }
  for (const auto& [name, artifact] : rightPictures) {
    if (!leftPictures.contains(name)) differences.push_back({name, "absent", "present"});
  }
  return differences;
}

}  // namespace gradevault::cli
