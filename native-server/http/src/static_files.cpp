#include "gradevault/http/static_files.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <system_error>

namespace gradevault::http {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 10'000;

constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kMediaTypes = {{
    {".css", "text/css; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/x-icon"},
    {".jpeg", "image/jpeg"},
    {".jpg", "image/jpeg"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".md", "text/markdown; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".mov", "video/quicktime"},
    {".mp4", "video/mp4"},
    {".pdf", "application/pdf"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".webm", "video/webm"},
    {".webmanifest", "application/manifest+json"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
}};

/// As bundlers name what never changes under its name: `main-Bx3kQ9aT.js`, `core.3f2a9c1b.wasm`. A word has
/// no digit.
bool carriesHash(const std::string& name) {
  const auto dot = name.rfind('.');
  if (dot == std::string::npos || dot == 0) return false;
  const auto mark = name.find_last_of("-.", dot - 1);
  if (mark == std::string::npos) return false;
  const auto hash = std::string_view(name).substr(mark + 1, dot - mark - 1);
  return hash.size() >= 8 &&
         std::all_of(hash.begin(), hash.end(),
                     [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; }) &&
         std::any_of(hash.begin(), hash.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::string encoded(const fs::path& relative) {
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out = "/";
  for (const char c : relative.generic_string()) {
    if (plain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', hex[byte >> 4], hex[byte & 15]};
    }
  }
  return out;
}

Route fileRoute(std::string pattern, const fs::path& path) {
  const auto name = path.filename().string();
  const auto type = mediaTypeOfName(name);
  const bool page = type.starts_with("text/html");
  const bool lasting = !page && carriesHash(name);
  Route route;
  route.method = "GET";
  route.pattern = std::move(pattern);
  route.kind = RouteClass::download;
  route.handler = [path, type, page, lasting](Call&) {
    Reply reply;
    FileBody file{path, type, {}};
    struct stat facts {};
    if (::stat(path.c_str(), &facts) == 0) {
      file.etag = std::to_string(facts.st_size) + "-" + std::to_string(facts.st_mtim.tv_sec) + "-" +
                  std::to_string(facts.st_mtim.tv_nsec);
    }
    reply.headers.emplace_back("Cache-Control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
    if (page) reply.headers.emplace_back("X-Frame-Options", "DENY");
    reply.body = std::move(file);
    return reply;
  };
  return route;
}

}  // namespace

std::string mediaTypeOfName(std::string_view fileName) {
  auto ending = fs::path(fileName).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto found = std::find_if(kMediaTypes.begin(), kMediaTypes.end(),
                                  [&](const auto& entry) { return entry.first == ending; });
  return std::string(found == kMediaTypes.end() ? "application/octet-stream" : found->second);
}

Result<std::vector<Route>> staticRoutes(const fs::path& folder) {
  std::error_code error;
  const auto root = fs::canonical(folder, error);
  const auto unreadable = [&](const std::string& why) {
    return Error{ErrorCode::unreadable_input, folder.string() + ": the pages cannot be served: " + why};
  };
  if (error) return unreadable(error.message());
  std::vector<Route> routes;
  fs::recursive_directory_iterator entry(root, error);
  if (error) return unreadable(error.message());
  for (; entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (error) return unreadable(error.message());
    const auto name = entry->path().filename().string();
    const auto status = entry->symlink_status(error);
    if (error) return unreadable(error.message());
    if (name.starts_with('.') || name.starts_with('{') || fs::is_symlink(status)) {
      if (fs::is_directory(status)) entry.disable_recursion_pending();
      continue;
    }
    if (!fs::is_regular_file(status)) continue;
    if (routes.size() >= kMostFiles) return unreadable("it holds more than 10,000 files");
    const auto relative = entry->path().lexically_relative(root);
    routes.push_back(fileRoute(encoded(relative), entry->path()));
    if (name == "index.html") {
      const auto parent = encoded(relative.parent_path());
      routes.push_back(fileRoute(parent == "/" ? parent : parent + "/", entry->path()));
    }
  }
  if (error) return unreadable(error.message());
  return routes;
}

}  // namespace gradevault::http
