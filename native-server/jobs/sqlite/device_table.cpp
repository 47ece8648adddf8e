#include "device_table.hpp"

#include <algorithm>

#include "statement.hpp"

namespace gradevault::jobs::sqlite {
namespace {

Milliseconds pauseAfter(const BreakerSettings& settings, std::int64_t faults) {
  Milliseconds pause = settings.pause;
  for (std::int64_t i = settings.faults; i < faults && pause < settings.longest; ++i) pause *= 2;
  return std::min(pause, settings.longest);
}

}  // namespace

Status SqliteDeviceTable::seen(const std::string& id, const std::string& name) {
  return database_.write([&](Connection& connection, Milliseconds now) {
    Statement(connection,
              "INSERT INTO device (id, name, seen) VALUES (?, ?, ?) "
              "ON CONFLICT (id) DO UPDATE SET name = excluded.name, seen = excluded.seen",
              id, name, now)
        .run();
  });
}

Status SqliteDeviceTable::fault(const std::string& id, const std::string& reason) {
  return database_.write([&](Connection& connection, Milliseconds now) {
    std::int64_t faults = 0;
    {
      Statement count(
          connection,
          "INSERT INTO device (id, name, faults, reason, seen) VALUES (?, '', 1, ?, ?) "
          "ON CONFLICT (id) DO UPDATE SET faults = faults + 1, reason = excluded.reason, trial_until = 0 "
          "RETURNING faults",
          id, reason, now);
      while (count.step()) faults = count.number(0);
    }
    if (faults < settings_.faults) return;
    Statement(connection, "UPDATE device SET out_until = ? WHERE id = ?", now + pauseAfter(settings_, faults),
              id)
        .run();
  });
}

Status SqliteDeviceTable::worked(const std::string& id) {
  return database_.write([&](Connection& connection, Milliseconds now) {
    Statement(connection,
              "UPDATE device SET faults = 0, out_until = 0, trial_until = 0, seen = ? WHERE id = ?", now, id)
        .run();
  });
}

Result<bool> SqliteDeviceTable::mayUse(const std::string& id) {
  return database_.write([&](Connection& connection, Milliseconds now) {
    {
      Statement device(connection, "SELECT out_until, trial_until FROM device WHERE id = ?", id);
      if (!device.step() || device.number(0) == 0) return true;
      if (now < device.number(0) || now < device.number(1)) return false;
    }
    Statement(connection, "UPDATE device SET trial_until = ? WHERE id = ?", now + settings_.trial, id).run();
    return true;
  });
}

Result<std::vector<Device>> SqliteDeviceTable::list() {
  return database_.read([](Connection& connection) {
    std::vector<Device> devices;
    Statement statement(connection,
                        "SELECT id, name, faults, reason, out_until, seen FROM device ORDER BY id");
    while (statement.step()) {
      devices.push_back({statement.text(0), statement.text(1), statement.small(2), statement.text(3),
                         statement.number(4), statement.number(5)});
    }
    return devices;
  });
}

}  // namespace gradevault::jobs::sqlite
