#pragma once

#include <filesystem>
#include <memory>

#include "gradevault/jobs/device_table.hpp"
#include "gradevault/jobs/job_table.hpp"
#include "gradevault/jobs/key_table.hpp"
#include "gradevault/jobs/outbox.hpp"
#include "gradevault/jobs/upload_table.hpp"

namespace gradevault::jobs {

struct StoreSettings {
  Limits limits;
  BreakerSettings breaker;
  std::string webhookUrl;  ///< hears of every job's end, beside the job's own callback; or empty
};

/// All durable tables of one installation. PostgreSQL implements this next; tests/unit/jobs holds what any
/// implementation must do. `clock` must outlive it.
class Store {
 public:
  virtual ~Store() = default;
  [[nodiscard]] virtual JobTable& jobs() noexcept = 0;
  [[nodiscard]] virtual Outbox& outbox() noexcept = 0;
  [[nodiscard]] virtual KeyTable& keys() noexcept = 0;
  [[nodiscard]] virtual UploadTable& uploads() noexcept = 0;
  [[nodiscard]] virtual DeviceTable& devices() noexcept = 0;
  /// A fast question to the database, for readiness.
  [[nodiscard]] virtual Status ping() = 0;
  /// Reads everything there is for damage: seconds where the store is large. Errors: internal with advice.
  [[nodiscard]] virtual Status check() = 0;
};

/// SQLite in `folder`/gradevault.sqlite3 (WAL, synchronous=FULL), made when it is not there, brought up to
/// date when it is older. Errors: write_failed (no permission, disk full), unsupported (made by a newer
/// version), internal (damaged).
[[nodiscard]] Result<std::unique_ptr<Store>> openSqliteStore(const std::filesystem::path& folder,
                                                             const StoreSettings& settings,
                                                             const WallClock& clock);

/// Whether `openSqliteStore` would find one there.
[[nodiscard]] bool hasSqliteStore(const std::filesystem::path& folder);

}  // namespace gradevault::jobs
