#include "gradevault/http/static_files.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <system_error>

#include "content_coding.hpp"

namespace gradevault::http {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 10'000;

constexpr std::array<std::pair<std::string_view, std::string_view>, 28> kMediaTypes = {{
    {".avif", "image/avif"},
    {".css", "text/css; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
    {".gif", "image/gif"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/x-icon"},
    {".jpeg", "image/jpeg"},
    {".jpg", "image/jpeg"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".md", "text/markdown; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".mkv", "video/x-matroska"},
    {".mov", "video/quicktime"},
    {".mp4", "video/mp4"},
    {".otf", "font/otf"},
    {".pdf", "application/pdf"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".ttf", "font/ttf"},
    {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".webm", "video/webm"},
    {".webmanifest", "application/manifest+json"},
    {".webp", "image/webp"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
}};

/// What a page may load, and from where: its own files and WebAssembly, workers and pictures that it makes
/// itself, and a server at whatever address a person sets. Style attributes come with charts.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; font-src 'self'; manifest-src 'self'; "
    "img-src 'self' blob: data: http: https:; media-src 'self' blob:; "
    "connect-src 'self' blob: data: http: https:; base-uri 'none'; form-action 'none'; frame-ancestors "
    "'none'";

bool isWordLetter(unsigned char c) {
  return std::isalnum(c) != 0 || c == '_' || c == '-';
}

/// Whether it looks like a digest: hexadecimal, or the eight letters of base64url that bundlers take
/// (`Bx3kQ9aT`, `D-iwrgTd`), and not like words (`baseline`, `video-v2`, `myWorker`).
bool looksLikeDigest(std::string_view text) {
  if (text.size() < 8 || !std::all_of(text.begin(), text.end(), isWordLetter)) return false;
  const bool joined = text.find_first_of("-_") != std::string_view::npos;
  const bool digits = text.find_first_of("0123456789") != std::string_view::npos;
  if (digits && !joined) return true;
  const auto capitals =
      std::count_if(text.begin() + 1, text.end(), [](unsigned char c) { return std::isupper(c) != 0; });
  return text.size() == 8 && capitals >= (digits ? 1 : 2);
}

/// As bundlers name what never changes under its name: `main-Bx3kQ9aT.js`, `core.3f2a9c1b.wasm`.
bool carriesHash(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const auto stem = name.substr(0, dot);
  const auto mark = stem.find_last_of("-.");
  if (mark != std::string_view::npos && looksLikeDigest(stem.substr(mark + 1))) return true;
  // A dash may be part of the digest, which then has the usual eight characters.
  return stem.size() > 9 && (stem[stem.size() - 9] == '-' || stem[stem.size() - 9] == '.') &&
         looksLikeDigest(stem.substr(stem.size() - 8));
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

std::string tagOf(const struct stat& facts) {
  return std::to_string(facts.st_size) + "-" + std::to_string(facts.st_mtim.tv_sec) + "-" +
         std::to_string(facts.st_mtim.tv_nsec);
}

bool isOlder(const struct stat& one, const struct stat& other) {
  const auto a = one.st_mtim;
  const auto b = other.st_mtim;
  return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec : a.tv_nsec < b.tv_nsec;
}

/// `FILE.br` or `FILE.gz` instead of FILE, where the client takes that and it is not from before FILE's last
/// change. A part of the compressed bytes is of no use to anybody, so ranges are of the file itself.
void preferCompressed(const Call& call, const struct stat& original, FileBody& file, Reply& reply) {
  bool compressed = false;
  for (const auto coding : kContentCodings) {
    auto path = file.path;
    path += coding.ending;
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode) || isOlder(facts, original)) continue;
    compressed = true;
    if (call.headerCount("Range") > 0 || !accepts(call.header("Accept-Encoding").value_or(""), coding.name))
      continue;
    file.path = path;
    file.etag = tagOf(facts) + "-" + std::string(coding.name);
    reply.headers.emplace_back("Content-Encoding", coding.name);
    break;
  }
  if (compressed) reply.headers.emplace_back("Vary", "Accept-Encoding");
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
  route.handler = [path, type, page, lasting](Call& call) {
    Reply reply;
    FileBody file{path, type, {}};
    struct stat facts {};
    if (::stat(path.c_str(), &facts) == 0) {
      file.etag = tagOf(facts);
      preferCompressed(call, facts, file, reply);
    }
    reply.headers.emplace_back("Cache-Control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
    if (page) {
      reply.headers.emplace_back("X-Frame-Options", "DENY");
      reply.headers.emplace_back("Content-Security-Policy", kPagePolicy);
    }
    reply.body = std::move(file);
    return reply;
  };
  return route;
}

/// `app.js.br` beside `app.js`: another form of it, and no file of its own.
bool isCompressedForm(const fs::path& path) {
  std::error_code error;
  return std::any_of(kContentCodings.begin(), kContentCodings.end(), [&](const ContentCoding& coding) {
    return path.extension() == coding.ending && fs::is_regular_file(path.parent_path() / path.stem(), error);
  });
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
    if (!fs::is_regular_file(status) || isCompressedForm(entry->path())) continue;
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
