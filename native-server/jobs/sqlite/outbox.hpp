#pragma once

#include "database.hpp"
#include "gradevault/jobs/outbox.hpp"

namespace gradevault::jobs::sqlite {

class SqliteOutbox final : public Outbox {
 public:
  explicit SqliteOutbox(Database& database) : database_(database) {}

  Result<std::vector<Delivery>> due(int limit, Milliseconds lease) override;
  Status delivered(const std::string& id) override;
  Status postponed(const std::string& id, Milliseconds next, const std::string& reason) override;
  Status givenUp(const std::string& id, const std::string& reason) override;
  Result<int> waiting() override;

 private:
  Database& database_;
};

}  // namespace gradevault::jobs::sqlite
