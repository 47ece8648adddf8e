#include "gradevault/jobs/store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "database.hpp"
#include "device_table.hpp"
#include "job_table.hpp"
#include "key_table.hpp"
#include "outbox.hpp"
#include "schema.hpp"
#include "statement.hpp"
#include "upload_table.hpp"

namespace gradevault::jobs {
namespace sqlite {
namespace {

namespace fs = std::filesystem;

constexpr const char* fileName = "gradevault.sqlite3";

class SqliteStore final : public Store {
 public:
  SqliteStore(const fs::path& file, const StoreSettings& settings, const WallClock& clock)
      : database_(file, clock),
        jobs_(database_, settings.limits, settings.webhookUrl),
        outbox_(database_),
        keys_(database_),
        uploads_(database_),
        devices_(database_, settings.breaker) {}

  JobTable& jobs() noexcept override { return jobs_; }
  Outbox& outbox() noexcept override { return outbox_; }
  KeyTable& keys() noexcept override { return keys_; }
  UploadTable& uploads() noexcept override { return uploads_; }
  DeviceTable& devices() noexcept override { return devices_; }

  Status ping() override {
    return database_.read([](Connection& connection) {
      Statement question(connection, "SELECT jobs FROM job_count LIMIT 1");
      if (!question.step()) throw Refusal{Error{ErrorCode::internal, "the job store has lost its counts"}};
    });
  }

  Status check() override {
    return database_.read([](Connection& connection) {
      Statement question(connection, "PRAGMA integrity_check(1)");
      const std::string answer = question.step() ? question.text(0) : "no answer";
      if (answer != "ok") throw SqliteFailure(damaged, answer);
    });
  }

  [[nodiscard]] Status prepare() {
    return database_.read([](Connection& connection) { bringUpToDate(connection); });
  }

 private:
  static constexpr int damaged = 11;  // SQLITE_CORRUPT

  Database database_;
  SqliteJobTable jobs_;
  SqliteOutbox outbox_;
  SqliteKeyTable keys_;
  SqliteUploadTable uploads_;
  SqliteDeviceTable devices_;
};

/// A file of the owner's alone, made where there is none. SQLite gives its log the same mode.
class OwnFile {
 public:
  explicit OwnFile(const fs::path& path)
      : number_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {}
  ~OwnFile() {
    if (number_ >= 0) ::close(number_);
  }
  OwnFile(const OwnFile&) = delete;
  OwnFile& operator=(const OwnFile&) = delete;
  [[nodiscard]] bool isOpen() const noexcept { return number_ >= 0; }
  /// Until it is closed, or its process ends however it ends.
  void lock() const {
    while (::flock(number_, LOCK_EX) != 0 && errno == EINTR) {
    }
  }

 private:
  int number_;
};

Error cannotOpen(const fs::path& file) {
  return {ErrorCode::write_failed, "cannot open the job store " + file.string() + ": " +
                                       std::generic_category().message(errno) +
                                       "; choose a folder that you may write to with --data"};
}

}  // namespace
}  // namespace sqlite

Result<std::unique_ptr<Store>> openSqliteStore(const std::filesystem::path& folder,
                                               const StoreSettings& settings, const WallClock& clock) {
  const std::filesystem::path file = folder / sqlite::fileName;
  // One process at a time changes the journal's mode and the tables: SQLite's own locks answer that with
  // "busy".
  const sqlite::OwnFile opening(folder / "gradevault.opening");
  if (!opening.isOpen()) return sqlite::cannotOpen(file);
  opening.lock();
  if (!std::filesystem::exists(file)) {
    const sqlite::OwnFile made(file);
    if (!made.isOpen()) return sqlite::cannotOpen(file);
  }
  auto store = std::make_unique<sqlite::SqliteStore>(file, settings, clock);
  if (Status ready = store->prepare(); !ready) return ready.error();
  return std::unique_ptr<Store>(std::move(store));
}

bool hasSqliteStore(const std::filesystem::path& folder) {
  std::error_code error;
  return std::filesystem::exists(folder / sqlite::fileName, error);
}

}  // namespace gradevault::jobs
