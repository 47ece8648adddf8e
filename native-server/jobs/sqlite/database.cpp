#include "database.hpp"

namespace gradevault::jobs::sqlite {
namespace {

// Beyond these, connections of a crowd of threads are closed when they come back.
constexpr std::size_t keptConnections = 16;

}  // namespace

std::unique_ptr<Connection> Database::take() {
  {
    const std::lock_guard lock(lending_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  return std::make_unique<Connection>(file_);
}

void Database::giveBack(std::unique_ptr<Connection> connection) noexcept {
  const std::lock_guard lock(lending_);
  if (idle_.size() >= keptConnections) return;
  try {
    idle_.push_back(std::move(connection));
  } catch (const std::bad_alloc&) {
    // Then it is closed; the next one who needs a connection opens one.
  }
}

Error Database::unexpected(const std::exception& failure) const {
  return {ErrorCode::internal, "the job store " + file_.string() + " failed: " + failure.what()};
}

}  // namespace gradevault::jobs::sqlite
