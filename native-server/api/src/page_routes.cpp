#include <algorithm>
#include <filesystem>

#include "content_type.hpp"
#include "problems.hpp"
#include "routes.hpp"

namespace gradevault::api {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view plainPage = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GradeVault CV</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 40em; margin: 3em auto; padding: 0 1em }</style>
<h1>GradeVault CV</h1>
<p>This server says whether a phone capture of a comic, a card or a toy is good enough to grade, and what looks damaged.</p>
<ul>
<li><a href="openapi.json">The API's description</a> (OpenAPI 3.1): captures go to <code>POST /v1/analyses</code></li>
<li><a href="schemas/report.schema.json">The report's schema</a></li>
<li><a href="readyz">Whether it can work now</a>, and <a href="v1/engines">with what</a> (may need a key)</li>
</ul>
</html>
)";

http::Reply plain() {
  http::Reply reply;
  reply.mediaType = "text/html; charset=utf-8";
  reply.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  reply.body = std::string(plainPage);
  return reply;
}

/// The file that a path names, when it lies in `root`: no step up, nothing hidden, no link that leads out.
fs::path fileFor(const fs::path& root, const std::string& asked) {
  if (asked.find('\0') != std::string::npos || asked.find('\\') != std::string::npos) return {};
  fs::path relative(asked.empty() ? "index.html" : asked);
  if (relative.is_absolute()) return {};
  const bool bad = std::any_of(relative.begin(), relative.end(),
                               [](const fs::path& part) { return part.native().starts_with('.'); });
  if (bad) return {};
  std::error_code error;
  fs::path file = fs::canonical(root / relative, error);
  if (!error && fs::is_directory(file, error)) file = fs::canonical(file / "index.html", error);
  if (error || !fs::is_regular_file(file, error)) return {};
  const fs::path inside = file.lexically_relative(fs::canonical(root, error));
  return error || inside.empty() || *inside.begin() == ".." ? fs::path() : file;
}

http::Reply page(const fs::path& root, const std::string& asked) {
  const fs::path file = fileFor(root, asked);
  if (file.empty()) return problems::notFound("page");
  std::error_code error;
  const auto bytes = fs::file_size(file, error);
  const auto time = fs::last_write_time(file, error).time_since_epoch().count();
  http::Reply reply;
  reply.mediaType = contentType(file.extension().string());
  reply.headers.emplace_back("Cache-Control", "no-cache");  // may be kept, but is to be asked about
  reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
  reply.body = http::FileBody{file, reply.mediaType, std::to_string(bytes) + "-" + std::to_string(time)};
  return reply;
}

}  // namespace

std::vector<http::Route> pageRoutes(const Settings& settings) {
  std::error_code error;
  if (settings.web.empty() || !fs::is_directory(settings.web, error))
    return {{.method = "GET", .pattern = "/", .maxBody = 0, .handler = [](http::Call&) { return plain(); }}};
  const fs::path root = settings.web;
  const auto route = [](const char* pattern, std::function<http::Reply(http::Call&)> handler) {
    return http::Route{.method = "GET",
                       .pattern = pattern,
                       .kind = http::RouteClass::download,
                       .maxBody = 0,
                       .handler = std::move(handler)};
  };
  return {route("/", [root](http::Call&) { return page(root, ""); }),
          route("/{path...}", [root](http::Call& call) { return page(root, call.parameter("path")); })};
}

}  // namespace gradevault::api
