#include "raw_client.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>

namespace gradevault::http {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

}  // namespace

std::string Answer::header(std::string_view name) const {
  const auto at = lower(head).find("\r\n" + lower(name) + ": ");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

RawClient::RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::connect(socket_.number(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  const int on = 1;
  ::setsockopt(socket_.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool RawClient::readSome() {
  pollfd entry{socket_.number(), POLLIN, 0};
  if (::poll(&entry, 1, 20'000) != 1) {
    ADD_FAILURE() << "nothing came for 20 s; so far: " << input_;
    return false;
  }
  char buffer[16 << 10];
  const auto count = ::recv(socket_.number(), buffer, sizeof(buffer), 0);
  if (count <= 0) return false;
  input_.append(buffer, static_cast<std::size_t>(count));
  return true;
}

Answer RawClient::readAnswer(bool headOnly) {
  Answer answer;
  while (input_.find("\r\n\r\n") == std::string::npos) {
    if (!readSome()) return answer;
  }
  const auto end = input_.find("\r\n\r\n");
  answer.head = input_.substr(0, end + 2);
  input_.erase(0, end + 4);
  answer.status = std::stoi(answer.head.substr(9, 3));
  if (headOnly || answer.status == 204 || answer.status == 304 || answer.status == 100) return answer;
  const auto length = answer.header("Content-Length");
  if (length.empty()) {
    while (readSome()) continue;
    answer.body = std::move(input_);
    input_.clear();
    return answer;
  }
  const auto wanted = std::stoul(length);
  while (input_.size() < wanted && readSome()) continue;
  answer.body = input_.substr(0, wanted);
  input_.erase(0, answer.body.size());
  return answer;
}

Answer RawClient::ask(std::string_view bytes, bool headOnly) {
  send(bytes);
  return readAnswer(headOnly);
}

std::string RawClient::readAll() {
  while (readSome()) continue;
  return std::exchange(input_, {});
}

bool RawClient::closes() {
  while (readSome()) continue;
  pollfd entry{socket_.number(), POLLIN, 0};
  char byte = 0;
  return ::poll(&entry, 1, 0) == 1 && ::recv(socket_.number(), &byte, 1, 0) <= 0;
}

void RawClient::finishSending() {
  ::shutdown(socket_.number(), SHUT_WR);
}

std::string get(std::string_view path, std::string_view headers) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n" + std::string(headers) + "\r\n";
}

std::string post(std::string_view path, std::string_view body, std::string_view headers) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: test\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(headers) + "\r\n" + std::string(body);
}

}  // namespace gradevault::http
