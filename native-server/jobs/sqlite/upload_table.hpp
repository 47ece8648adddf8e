#pragma once

#include "database.hpp"
#include "gradevault/jobs/upload_table.hpp"

namespace gradevault::jobs::sqlite {

class SqliteUploadTable final : public UploadTable {
 public:
  explicit SqliteUploadTable(Database& database) : database_(database) {}

  Result<Upload> create(const Upload& upload) override;
  Result<std::optional<Upload>> find(const std::string& id) override;
  Status markComplete(const std::string& id) override;
  Status prolong(const std::string& id, Milliseconds expires) override;
  Status remove(const std::string& id) override;
  Result<std::vector<Upload>> expired() override;

 private:
  Database& database_;
};

}  // namespace gradevault::jobs::sqlite
