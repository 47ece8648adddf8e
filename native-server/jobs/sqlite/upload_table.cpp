#include "upload_table.hpp"

#include "../random_id.hpp"
#include "statement.hpp"

namespace gradevault::jobs::sqlite {
namespace {

Upload readUpload(const Statement& row) {
  Upload upload;
  upload.id = row.text(0);
  upload.owner = row.text(1);
  upload.length = row.number(2);
  upload.metadata = row.text(3);
  upload.fileName = row.text(4);
  upload.created = row.number(5);
  upload.expires = row.number(6);
  upload.complete = row.number(7) != 0;
  return upload;
}

Refusal gone(const std::string& id) {
  return {Error{ErrorCode::invalid_argument, "there is no upload " + id + "; it expired or was removed"}};
}

}  // namespace

Result<Upload> SqliteUploadTable::create(const Upload& upload) {
  return database_.write([&](Connection& connection, Milliseconds now) {
    Upload created = upload;
    created.id = randomId("up_", 26);
    created.created = now;
    Statement(connection,
              "INSERT INTO upload (id, owner, length, metadata, file_name, created, expires, complete) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              created.id, created.owner, created.length, created.metadata, created.fileName, created.created,
              created.expires, created.complete)
        .run();
    return created;
  });
}

Result<std::optional<Upload>> SqliteUploadTable::find(const std::string& id) {
  return database_.read([&](Connection& connection) -> std::optional<Upload> {
    Statement found(connection,
                    "SELECT id, owner, length, metadata, file_name, created, expires, complete FROM upload "
                    "WHERE id = ?",
                    id);
    if (!found.step()) return std::nullopt;
    return readUpload(found);
  });
}

Status SqliteUploadTable::markComplete(const std::string& id) {
  return database_.write([&](Connection& connection, Milliseconds) {
    if (Statement(connection, "UPDATE upload SET complete = 1 WHERE id = ?", id).run() == 0) throw gone(id);
  });
}

Status SqliteUploadTable::prolong(const std::string& id, Milliseconds expires) {
  return database_.write([&](Connection& connection, Milliseconds) {
    if (Statement(connection, "UPDATE upload SET expires = ? WHERE id = ?", expires, id).run() == 0)
      throw gone(id);
  });
}

Status SqliteUploadTable::remove(const std::string& id) {
  return database_.write([&](Connection& connection, Milliseconds) {
    Statement(connection, "DELETE FROM upload WHERE id = ?", id).run();
  });
}

Result<std::vector<Upload>> SqliteUploadTable::expired() {
  return database_.write([](Connection& connection, Milliseconds now) {
    std::vector<Upload> uploads;
    Statement statement(connection,
                        "SELECT id, owner, length, metadata, file_name, created, expires, complete "
                        "FROM upload WHERE expires <= ? ORDER BY expires",
                        now);
    while (statement.step()) uploads.push_back(readUpload(statement));
    return uploads;
  });
}

}  // namespace gradevault::jobs::sqlite
