#pragma once

#include <string>
#include <vector>

#include "gradevault/jobs/wall_clock.hpp"
#include "gradevault/result.hpp"

namespace gradevault::jobs {

/// One message that is owed to somebody. Made in the transaction of what it tells; same id and body on every
/// try.
struct Delivery {
  std::string id;  ///< "msg_" + 26 letters and digits: the `webhook-id`
  std::string job;
  std::string url;
  std::string body;  ///< JSON: {type, timestamp, data}
  int tries = 0;     ///< so far
  Milliseconds created = 0;
  Milliseconds next = 0;  ///< of the next try
};

/// Deliveries that wait. Safe from several threads and processes; see JobTable for the rest.
class Outbox {
 public:
  virtual ~Outbox() = default;
  /// Takes what is due for `lease` ms, so that no other dispatcher takes it meanwhile.
  [[nodiscard]] virtual Result<std::vector<Delivery>> due(int limit, Milliseconds lease) = 0;
  [[nodiscard]] virtual Status delivered(const std::string& id) = 0;
  /// Failed this time: to be tried again at `next`.
  [[nodiscard]] virtual Status postponed(const std::string& id, Milliseconds next,
                                         const std::string& reason) = 0;
  /// Nobody will try again; it stays to be seen until the job is removed.
  [[nodiscard]] virtual Status givenUp(const std::string& id, const std::string& reason) = 0;
  [[nodiscard]] virtual Result<int> waiting() = 0;
};

}  // namespace gradevault::jobs
