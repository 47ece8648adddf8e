#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>
#include <vector>

#include "connection.hpp"
#include "gradevault/jobs/wall_clock.hpp"
#include "gradevault/result.hpp"
#include "sqlite_failure.hpp"
#include "transaction.hpp"

namespace gradevault::jobs::sqlite {

/// The database file for many threads: connections are lent for one call each, and what goes wrong becomes an
/// Error. Threads of this process write one after the other by a mutex, which is fair where SQLite's waiting
/// is not; other processes are kept out by SQLite's locks.
class Database {
 public:
  Database(std::filesystem::path file, const WallClock& clock) : file_(std::move(file)), clock_(clock) {}

  /// `body(connection, now)` in one transaction that is on disk when this returns. `now` is read when the
  /// transaction has begun, since beginning may wait.
  template <class Body>
  [[nodiscard]] auto write(Body&& body) -> Result<std::invoke_result_t<Body, Connection&, Milliseconds>> {
    return attempt([&]() {
      const std::lock_guard turn(writing_);
      const Loan loan(*this);
      Transaction transaction(*loan.connection);
      if constexpr (std::is_void_v<std::invoke_result_t<Body, Connection&, Milliseconds>>) {
        body(*loan.connection, clock_.now());
        transaction.commit();
      } else {
        auto value = body(*loan.connection, clock_.now());
        transaction.commit();
        return value;
      }
    });
  }

  /// `body(connection)`; each statement in it sees what was committed when it began.
  template <class Body>
  [[nodiscard]] auto read(Body&& body) -> Result<std::invoke_result_t<Body, Connection&>> {
    return attempt([&]() {
      const Loan loan(*this);
      return body(*loan.connection);
    });
  }

  /// Runs what may throw SqliteFailure or a Refusal.
  template <class Body>
  [[nodiscard]] auto attempt(Body&& body) -> Result<std::invoke_result_t<Body>>;

 private:
  struct Loan {
    explicit Loan(Database& lender) : database(lender), connection(lender.take()) {}
    ~Loan() { database.giveBack(std::move(connection)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    Database& database;
    mutable std::unique_ptr<Connection> connection;
  };
  [[nodiscard]] std::unique_ptr<Connection> take();
  void giveBack(std::unique_ptr<Connection> connection) noexcept;
  [[nodiscard]] Error unexpected(const std::exception& failure) const;

  std::filesystem::path file_;
  const WallClock& clock_;
  std::mutex writing_;
  std::mutex lending_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

/// Thrown inside a transaction to roll it back and give the caller this error.
struct Refusal {
  Error error;
};

template <class Body>
auto Database::attempt(Body&& body) -> Result<std::invoke_result_t<Body>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Body>>) {
      body();
      return {};
    } else {
      return body();
    }
  } catch (const Refusal& refusal) {
    return refusal.error;
  } catch (const SqliteFailure& failure) {
    return storeError(failure, file_.string());
  } catch (const std::exception& failure) {
    return unexpected(failure);
  }
}

}  // namespace gradevault::jobs::sqlite
