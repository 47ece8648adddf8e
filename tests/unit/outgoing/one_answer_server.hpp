#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// A listener on 127.0.0.1 that gives every request what `answer` makes of it, byte for byte, and keeps what
/// it heard.
class OneAnswerServer {
 public:
  /// `answer` gets the whole request and a way to send; the connection closes when it returns.
  using Send = std::function<bool(const std::string& bytes)>;
  explicit OneAnswerServer(std::function<void(const std::string& request, const Send& send)> answer);
  ~OneAnswerServer();
  OneAnswerServer(const OneAnswerServer&) = delete;
  OneAnswerServer& operator=(const OneAnswerServer&) = delete;

  [[nodiscard]] int port() const noexcept { return port_; }
  [[nodiscard]] std::string url(const std::string& path) const;
  [[nodiscard]] std::string allowed() const;  ///< an entry of an allow-list
  [[nodiscard]] std::vector<std::string> heard() const;

 private:
  void serve(int connection);

  std::function<void(const std::string&, const Send&)> answer_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::vector<std::string> heard_;
  std::thread thread_;
};
