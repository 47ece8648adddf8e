// outgoing_probe [ALLOWED...]: reads {"url", "redirects"} a line, asks, and says {"code", "status"} a line;
// `code` is empty for an answer.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "gradevault/outgoing/http_client.hpp"

int main(int count, char** arguments) {
  using namespace gradevault::outgoing;
  const auto policy = addressPolicy({arguments + 1, arguments + count});
  if (!policy.ok()) {
    std::cerr << policy.error().message << '\n';
    return 2;
  }
  const HttpClient client(*policy);
  for (std::string line; std::getline(std::cin, line);) {
    const auto asked = nlohmann::json::parse(line);
    Request request;
    request.url = asked.at("url").get<std::string>();
    request.redirects = asked.value("redirects", 5);
    request.connectSeconds = 3;
    request.totalSeconds = 10;
    const auto answer = client.send(request);
    const auto* refusal = std::get_if<Refusal>(&answer);
    const auto* response = std::get_if<Response>(&answer);
    std::cout << nlohmann::json{{"code", refusal == nullptr ? "" : refusal->code},
                                {"message", refusal == nullptr ? "" : refusal->message},
                                {"status", response == nullptr ? 0 : response->status}}
              << std::endl;
  }
  return 0;
}
