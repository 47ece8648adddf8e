#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "context.hpp"
#include "gradevault/http/server.hpp"
#include "gradevault/jobs/upload_table.hpp"
#include "tus_headers.hpp"

namespace gradevault::api {

/// How much of an upload has come: its file's size. Absent when the file is gone.
[[nodiscard]] std::optional<std::int64_t> uploadOffset(const std::filesystem::path& file);

/// Writes the request's body behind what has come, and syncs it. What is on the disk stays, however the
/// connection ends; a piece with a checksum that does not match goes. Nothing: the file was written, `offset`
/// is its size now. `offset`: in, where the body begins; out, what has come.
[[nodiscard]] std::optional<http::Reply> appendBody(const Context& context, http::Call& call,
                                                    const jobs::Upload& upload, UploadLocks::Lock& lock,
                                                    const std::optional<tus::Checksum>& checksum,
                                                    std::int64_t& offset);

}  // namespace gradevault::api
