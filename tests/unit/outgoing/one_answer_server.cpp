#include "one_answer_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace {

std::size_t bodyLength(const std::string& head) {
  for (const char* name : {"Content-Length: ", "content-length: "}) {
    if (const auto at = head.find(name); at != std::string::npos) return std::stoul(head.substr(at + 16));
  }
  return 0;
}

}  // namespace

OneAnswerServer::OneAnswerServer(std::function<void(const std::string&, const Send&)> answer)
    : answer_(std::move(answer)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t bytes = sizeof address;
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), bytes) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &bytes) != 0) {
    throw std::runtime_error("cannot listen on 127.0.0.1");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] {
    while (!stopping_) {
      const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (connection < 0) return;
      serve(connection);
      ::close(connection);
    }
  });
}

OneAnswerServer::~OneAnswerServer() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
}

std::string OneAnswerServer::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

std::string OneAnswerServer::allowed() const {
  return "127.0.0.1:" + std::to_string(port_);
}

std::vector<std::string> OneAnswerServer::heard() const {
  const std::lock_guard lock(mutex_);
  return heard_;
}

void OneAnswerServer::serve(int connection) {
  std::string request;
  std::string piece(64 << 10, '\0');
  for (;;) {
    const auto end = request.find("\r\n\r\n");
    if (end != std::string::npos && request.size() >= end + 4 + bodyLength(request.substr(0, end))) break;
    const ssize_t count = ::recv(connection, piece.data(), piece.size(), 0);
    if (count <= 0) return;
    request.append(piece, 0, static_cast<std::size_t>(count));
  }
  {
    const std::lock_guard lock(mutex_);
    heard_.push_back(request);
  }
  answer_(request, [this, connection](const std::string& bytes) {
    return !stopping_ &&
           ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
  });
}
