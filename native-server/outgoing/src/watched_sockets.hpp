#pragma once

#include <curl/curl.h>

#include <vector>

#include "gradevault/outgoing/http_client.hpp"

namespace gradevault::outgoing {

/// Every socket of one transfer goes through here: it is made only for an address that may be reached, and
/// the connected ones are judged again, as the system names their peer, before a byte is sent. Names are
/// resolved by the library before this and never after, so what is judged is what is connected to.
class WatchedSockets {
 public:
  explicit WatchedSockets(const AddressPolicy& policy) : policy_(policy) {}
  WatchedSockets(const WatchedSockets&) = delete;
  WatchedSockets& operator=(const WatchedSockets&) = delete;

  /// Makes `easy` use it; it must outlive the transfer.
  void install(CURL* easy);
  /// Whether an address was refused.
  [[nodiscard]] bool refused() const noexcept { return refused_; }

 private:
  static curl_socket_t open(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int close(void* self, curl_socket_t socket);
  static int beforeRequest(void* self, char* peer, char* local, int peerPort, int localPort);
  [[nodiscard]] bool judge(curl_socket_t socket) const;

  const AddressPolicy& policy_;
  std::vector<curl_socket_t> sockets_;
  bool refused_ = false;
};

}  // namespace gradevault::outgoing
