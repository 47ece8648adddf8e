#pragma once

#include <httplib.h>

#include <string>

#include "body_source.hpp"
#include "connection.hpp"

namespace gradevault::http {

/// One request as httplib reads and answers it: a head that we wrote, then the client's body; what httplib
/// writes goes out at the pace that the client must keep.
class ClientStream final : public httplib::Stream {
 public:
  ClientStream(Connection& connection, const Request& request, const ServerSettings& settings,
               BodySource& source);

  bool is_readable() const override { return at_ < head_.size(); }
  bool wait_readable() const override { return true; }
  bool wait_writable() const override { return !broken_; }
  bool is_peer_alive() const override { return !broken_ && connection_.transport->peerThere(); }
  ssize_t read(char* into, size_t size) override;
  ssize_t write(const char* bytes, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override { get_remote_ip_and_port(ip, port); }
  socket_t socket() const override { return connection_.transport->descriptor(); }
  time_t duration() const override { return 0; }

  [[nodiscard]] bool broken() const noexcept { return broken_; }
  [[nodiscard]] std::int64_t written() const noexcept { return written_; }

 private:
  Connection& connection_;
  BodySource& source_;
  std::string head_;
  std::size_t at_ = 0;
  Pace pace_;
  bool broken_ = false;
  std::int64_t written_ = 0;
};

}  // namespace gradevault::http
