#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <thread>

#include "gradevault/http/server.hpp"
#include "raw_client.hpp"

namespace gradevault::http {

/// A server on a port of its own with routes for tests:
/// GET /hello ("hello"), POST /echo (up to 1,000 bytes, answers them), POST /big (echoes the size of up to 1
/// MB that is not streamed), POST /upload (streamed, up to 1 MB; answers how much came), POST /parts
/// (multipart; names, file names and sizes), GET /things/{id} and GET /rest/{rest...} (the parameter), GET
/// /throws, GET /splits (a header with CR LF), GET /health (class control), GET /wait (class waiting, until
/// `release` or gone), GET /events (counts until `release` or gone), GET /file (`filePath`), GET /endless
/// (text without end).
class ServerTest : public ::testing::Test {
 protected:
  void start();
  void TearDown() override;
  [[nodiscard]] RawClient client() const { return RawClient(server_->port()); }
  [[nodiscard]] std::vector<Served> served() const;
  /// Waits until `condition` holds, at most 20 s.
  template <class Condition>
  [[nodiscard]] static bool eventually(Condition condition) {
    for (int tries = 0; tries < 2000; ++tries) {
      if (condition()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }

  ServerSettings settings_;
  std::unique_ptr<Server> server_;
  std::atomic<bool> release_ = false;
  std::atomic<int> waiting_ = 0;  ///< handlers in /wait
  std::atomic<int> calls_ = 0;    ///< of /echo, /upload and /hello
  std::filesystem::path file_;
  std::string fileTag_ = "tag";

 private:
  std::vector<Route> routes();
  mutable std::mutex mutex_;
  std::vector<Served> served_;
};

}  // namespace gradevault::http
