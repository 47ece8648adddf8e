#pragma once

#include "database.hpp"
#include "gradevault/jobs/device_table.hpp"

namespace gradevault::jobs::sqlite {

class SqliteDeviceTable final : public DeviceTable {
 public:
  SqliteDeviceTable(Database& database, BreakerSettings settings)
      : database_(database), settings_(settings) {}

  Status seen(const std::string& id, const std::string& name) override;
  Status fault(const std::string& id, const std::string& reason) override;
  Status worked(const std::string& id) override;
  Result<bool> mayUse(const std::string& id) override;
  Result<std::vector<Device>> list() override;

 private:
  Database& database_;
  const BreakerSettings settings_;
};

}  // namespace gradevault::jobs::sqlite
