#include "plain_answer.hpp"

namespace gradevault::http {

Reply refusalReply(const Refusal& refusal) {
  auto reply = problem(refusal.status, refusal.code, refusal.title, refusal.detail);
  if (refusal.retryAfter > 0) reply.headers.emplace_back("Retry-After", std::to_string(refusal.retryAfter));
  if (!refusal.allow.empty()) reply.headers.emplace_back("Allow", refusal.allow);
  return reply;
}

std::string plainAnswer(const Reply& reply, const Headers& standing, bool withBody, bool close) {
  std::string out = "HTTP/1.1 " + std::to_string(reply.status) + " ";
  out.append(reasonPhrase(reply.status)).append("\r\n");
  const auto add = [&](std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
  };
  for (const auto& [name, value] : reply.headers) add(name, value);
  for (const auto& [name, value] : standing) add(name, value);
  const auto* body = std::get_if<std::string>(&reply.body);
  if (reply.status != 204 && body != nullptr) {
    add("Content-Type", reply.mediaType);
    add("Content-Length", std::to_string(body->size()));
  }
  if (close) add("Connection", "close");
  out.append("\r\n");
  if (withBody && body != nullptr && reply.status != 204) out.append(*body);
  return out;
}

std::string_view reasonPhrase(int status) noexcept {
  switch (status) {
    case 204:
      return "No Content";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "";
  }
}

}  // namespace gradevault::http
