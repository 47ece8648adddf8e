#pragma once

#include "database.hpp"
#include "gradevault/jobs/key_table.hpp"

namespace gradevault::jobs::sqlite {

class SqliteKeyTable final : public KeyTable {
 public:
  explicit SqliteKeyTable(Database& database) : database_(database) {}

  Status add(const ApiKey& key) override;
  Result<std::optional<ApiKey>> find(const std::string& id) override;
  Result<std::vector<ApiKey>> list() override;
  Result<bool> revoke(const std::string& id) override;

 private:
  Database& database_;
};

}  // namespace gradevault::jobs::sqlite
