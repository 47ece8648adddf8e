#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "answer_threads.hpp"
#include "class_counts.hpp"
#include "connection.hpp"
#include "listening_socket.hpp"
#include "peer_rates.hpp"
#include "tls_transport.hpp"

namespace gradevault::http {

/// Holds every connection that is not being answered, in one thread with epoll: TLS handshakes, heads, small
/// bodies, refusals. So a connection costs a descriptor and its input, and nothing that a client does slowly
/// costs more. A request that passes (Admission in admission.hpp) goes to an answering thread with its
/// connection, and the connection comes back.
class Gate {
 public:
  Gate(const ServerSettings& settings, RouteTable routes, ListeningSocket listening, SslContext tls,
       std::function<void(const Served&)> served);
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;
  ~Gate() { stop(0); }

  [[nodiscard]] Status open();
  void stop(double seconds);
  [[nodiscard]] int port() const noexcept { return listening_.port; }
  [[nodiscard]] int active(RouteClass kind) const noexcept { return counts_.active(kind); }

 private:
  void loop();
  [[nodiscard]] bool finished(TimePoint now);
  void wake() const noexcept;
  void acceptAll(TimePoint now);
  [[nodiscard]] bool makeRoom();
  void takeReturned(TimePoint now);
  void sweep(TimePoint now);
  void expire(Connection& connection);

  /// Goes on as far as it can without waiting, but not so far that others wait for it (`again_`). The
  /// connection may be gone afterwards.
  void advance(Connection& connection);
  [[nodiscard]] bool handshake(Connection& connection);
  [[nodiscard]] bool readHead(Connection& connection);
  [[nodiscard]] bool readSmallBody(Connection& connection);
  [[nodiscard]] bool sendReply(Connection& connection);
  [[nodiscard]] bool linger(Connection& connection);
  /// What read or arm a connection: false when it waits or is gone, true to go on.
  [[nodiscard]] bool readMore(Connection& connection);
  bool arm(Connection& connection, Wait wait);
  bool close(Connection& connection);

  void judge(Connection& connection, std::string_view head);
  bool admit(Connection& connection, Request request);
  void answer(const std::shared_ptr<Connection>& connection, const Request& request, Exchange& exchange);
  void refuse(Connection& connection, const Refusal& refusal, const RequestHead* head, const Route* route);
  void reply(Connection& connection, const Reply& reply, const RequestHead* head, const Route* route,
             bool close);
  void awaitRequest(Connection& connection, TimePoint now);

  const ServerSettings settings_;
  const RouteTable routes_;
  ListeningSocket listening_;
  SslContext tls_;
  std::function<void(const Served&)> served_;
  ClassCounts counts_;
  PeerRates rates_;

  process::FileDescriptor epoll_;
  process::FileDescriptor event_;                                 ///< written to wake the loop
  std::unordered_map<int, std::shared_ptr<Connection>> waiting_;  ///< by descriptor; the loop's alone
  std::vector<std::shared_ptr<Connection>> again_;                ///< could have gone on
  bool accepting_ = true;

  std::mutex mutex_;
  std::unordered_set<std::shared_ptr<Connection>> busy_;                ///< with an answering thread
  std::vector<std::pair<std::shared_ptr<Connection>, bool>> returned_;  ///< reusable?
  TimePoint stopDeadline_;
  bool interrupted_ = false;
  std::atomic<bool> stopping_ = false;

  AnswerThreads threads_;
  std::thread thread_;
};

}  // namespace gradevault::http
