#pragma once

#include <atomic>
#include <memory>

#include "connection.hpp"

namespace gradevault::http {

struct Exchanged {
  int status = 0;
  std::int64_t bytesIn = 0;
  std::int64_t bytesOut = 0;
  bool reusable = false;  ///< the connection may carry another request
};

/// Lets a route's handler answer one request, by cpp-httplib. One a thread.
class Exchange {
 public:
  explicit Exchange(const ServerSettings& settings);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  ~Exchange();
  [[nodiscard]] Exchanged answer(Connection& connection, const Request& request,
                                 const std::atomic<bool>& stopping);

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace gradevault::http
