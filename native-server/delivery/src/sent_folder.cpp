#include "sent_folder.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>

namespace gradevault::delivery {
namespace {

namespace fs = std::filesystem;

std::string mediaTypeOf(const fs::path& file) {
  static constexpr std::pair<std::string_view, std::string_view> types[] = {
      {".png", "image/png"}, {".jpg", "image/jpeg"},    {".json", "application/json"}, {".html", "text/html"},
      {".csv", "text/csv"},  {".svg", "image/svg+xml"}, {".txt", "text/plain"}};
  for (const auto& [extension, type] : types) {
    if (file.extension() == extension) return std::string(type);
  }
  return "application/octet-stream";
}

}  // namespace

Result<std::vector<SentFile>> filesToSend(const fs::path& folder) {
  std::vector<SentFile> files;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!entry->is_regular_file(error) || entry->is_symlink(error)) continue;
    files.push_back({entry->path(), entry->path().lexically_relative(folder).generic_string(),
                     mediaTypeOf(entry->path())});
  }
  if (error) {
    return Error{ErrorCode::write_failed,
                 "the results in " + folder.string() + " cannot be read: " + error.message()};
  }
  std::sort(files.begin(), files.end(), [](const SentFile& a, const SentFile& b) {
    return std::pair(a.name == "report.json", a.name) < std::pair(b.name == "report.json", b.name);
  });
  return files;
}

Result<std::string> contentOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream) return Error{ErrorCode::write_failed, "the result " + file.string() + " cannot be read"};
  return content;
}

}  // namespace gradevault::delivery
