#include <nlohmann/json.hpp>

#include "gradevault/http/server.hpp"

namespace gradevault::http {

Reply problem(int status, std::string_view code, std::string_view title, std::string_view detail) {
  const nlohmann::ordered_json body = {{"type", "urn:gradevault:problem:" + std::string(code)},
                                       {"title", title},
                                       {"status", status},
                                       {"detail", detail},
                                       {"code", code}};
  Reply reply;
  reply.status = status;
  reply.headers.emplace_back("Cache-Control", "no-store");
  reply.mediaType = "application/problem+json";
  reply.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return reply;
}

}  // namespace gradevault::http
