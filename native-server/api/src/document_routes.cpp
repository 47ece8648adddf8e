#include "documents.hpp"
#include "problems.hpp"
#include "routes.hpp"

namespace gradevault::api {
namespace {

http::Reply document(std::string_view text, std::string mediaType) {
  http::Reply reply;
  reply.headers.emplace_back("Cache-Control", "public, max-age=300");
  reply.mediaType = std::move(mediaType);
  reply.body = std::string(text);
  return reply;
}

http::Reply schema(const http::Call& call) {
  const std::string name = call.parameter("name");
  if (name == "report.schema.json") return document(documents::reportSchema, "application/schema+json");
  if (name == "options.schema.json") return document(documents::optionsSchema, "application/schema+json");
  return problems::notFound("schema");
}

}  // namespace

std::vector<http::Route> documentRoutes() {
  return {{.method = "GET",
           .pattern = "/openapi.json",
           .maxBody = 0,
           .handler = [](http::Call&) { return document(documents::openapi, "application/json"); }},
          {.method = "GET", .pattern = "/schemas/{name}", .maxBody = 0, .handler = schema}};
}

}  // namespace gradevault::api
