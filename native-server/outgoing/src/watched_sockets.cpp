#include "watched_sockets.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "judge.hpp"

namespace gradevault::outgoing {

void WatchedSockets::install(CURL* easy) {
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &WatchedSockets::open);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &WatchedSockets::close);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &WatchedSockets::beforeRequest);
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
}

curl_socket_t WatchedSockets::open(void* self, curlsocktype purpose, curl_sockaddr* address) {
  auto& sockets = *static_cast<WatchedSockets*>(self);
  const auto point = endpoint(&address->addr, address->addrlen);
  if (purpose != CURLSOCKTYPE_IPCXN || !point || !mayReach(sockets.policy_, *point)) {
    sockets.refused_ = true;
    return CURL_SOCKET_BAD;
  }
  const int socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (socket < 0) return CURL_SOCKET_BAD;
  try {
    sockets.sockets_.push_back(socket);
  } catch (const std::bad_alloc&) {
    ::close(socket);
    return CURL_SOCKET_BAD;
  }
  return socket;
}

int WatchedSockets::close(void* self, curl_socket_t socket) {
  std::erase(static_cast<WatchedSockets*>(self)->sockets_, socket);
  return ::close(socket);
}

bool WatchedSockets::judge(curl_socket_t socket) const {
  sockaddr_storage peer{};
  socklen_t bytes = sizeof peer;
  // One that is not connected (it lost the race of address families) sends nothing.
  if (::getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &bytes) != 0) return true;
  const auto point = endpoint(reinterpret_cast<sockaddr*>(&peer), bytes);
  return point && mayReach(policy_, *point);
}

int WatchedSockets::beforeRequest(void* self, char* peer, char*, int peerPort, int) {
  auto& sockets = *static_cast<WatchedSockets*>(self);
  const bool known = mayReach(sockets.policy_, peer == nullptr ? "" : peer, peerPort);
  if (known && std::all_of(sockets.sockets_.begin(), sockets.sockets_.end(),
                           [&](curl_socket_t socket) { return sockets.judge(socket); })) {
    return CURL_PREREQFUNC_OK;
  }
  sockets.refused_ = true;
  return CURL_PREREQFUNC_ABORT;
}

}  // namespace gradevault::outgoing
