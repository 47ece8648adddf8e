#include <algorithm>
#include <filesystem>

#include "gradevault/http/static_files.hpp"
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

}  // namespace

std::vector<http::Route> pageRoutes(const Settings& settings) {
  std::vector<http::Route> routes;
  std::error_code error;
  if (!settings.web.empty() && fs::is_directory(settings.web, error))
    if (auto files = http::staticRoutes(settings.web); files.ok()) routes = std::move(files).value();
  const bool home =
      std::ranges::any_of(routes, [](const http::Route& route) { return route.pattern == "/"; });
  if (!home)
    routes.push_back(
        {.method = "GET", .pattern = "/", .maxBody = 0, .handler = [](http::Call&) { return plain(); }});
  return routes;
}

}  // namespace gradevault::api
