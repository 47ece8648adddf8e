#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gradevault/process/file_descriptor.hpp"

namespace gradevault::http {

struct Answer {
  int status = 0;
  std::string head;  ///< status line and headers, as sent
  std::string body;  ///< as sent, chunk framing and all
  [[nodiscard]] std::string header(std::string_view name) const;
};

/// A TCP connection that sends whatever bytes it is told to. Every read waits 20 s at most.
class RawClient {
 public:
  explicit RawClient(int port);
  /// false: the server has closed the connection.
  bool send(std::string_view bytes);
  /// Sends, then reads one answer with a Content-Length, or up to the end of the connection.
  Answer ask(std::string_view bytes, bool headOnly = false);
  Answer readAnswer(bool headOnly = false);
  /// Whatever comes until the server closes.
  std::string readAll();
  /// Whether the server closes within 20 s, whatever it sends before.
  bool closes();
  /// At least one byte more, or nothing when closed.
  bool readSome();
  [[nodiscard]] const std::string& unread() const { return input_; }
  [[nodiscard]] int descriptor() const { return socket_.number(); }
  void finishSending();

 private:
  process::FileDescriptor socket_;
  std::string input_;
};

[[nodiscard]] std::string get(std::string_view path, std::string_view headers = "");
[[nodiscard]] std::string post(std::string_view path, std::string_view body, std::string_view headers = "");

}  // namespace gradevault::http
