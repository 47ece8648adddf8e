#include "upload_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture_file.hpp"
#include "problems.hpp"

namespace gradevault::api {
namespace {

constexpr std::int64_t roomStep = std::int64_t{16} << 20;  ///< bytes between looks at the disk's room

enum class Stop { none, tooMuch, noRoom, diskFailed, lockLost };

}  // namespace

std::optional<std::int64_t> uploadOffset(const std::filesystem::path& file) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
  return static_cast<std::int64_t>(facts.st_size);
}

std::optional<http::Reply> appendBody(const Context& context, http::Call& call, const jobs::Upload& upload,
                                      UploadLocks::Lock& lock, const std::optional<tus::Checksum>& checksum,
                                      std::int64_t& offset) {
  const std::filesystem::path path = context.services.data.upload(upload.id);
  const process::FileDescriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
  if (!file.valid()) return problems::notFound("upload");
  const std::int64_t begin = offset;
  std::int64_t roomUntil = offset;
  std::optional<Digest> digest;
  if (checksum) digest.emplace(checksum->algorithm);
  Stop stop = Stop::none;
  const auto take = [&](std::span<const char> bytes) {
    const auto size = static_cast<std::int64_t>(bytes.size());
    if (offset + size > upload.length) stop = Stop::tooMuch;
    if (stop == Stop::none && offset + size > roomUntil) {
      if (!context.quota.admits(roomStep)) stop = Stop::noRoom;
      roomUntil = offset + roomStep;
    }
    if (stop != Stop::none) return false;
    bool written = true;
    const bool held = lock.held([&] {
      written = writeAll(file.number(), bytes);
      return true;
    });
    if (!held) stop = Stop::lockLost;
    if (!written) stop = Stop::diskFailed;
    if (stop != Stop::none) return false;
    if (digest) digest->update(bytes);
    offset += size;
    context.quota.wrote(size);
    return true;
  };
  const Status read = call.readBody(take);
  if (stop == Stop::lockLost) return problems::uploadLocked();
  // Half a piece cannot be told from a wrong one.
  const bool wrong = digest && (!read.ok() || digest->finish() != checksum->bytes);
  if (wrong) {
    const bool cut = lock.held([&] { return ::ftruncate(file.number(), begin) == 0; });
    if (cut) offset = begin;
  }
  if (::fsync(file.number()) != 0) stop = Stop::diskFailed;
  if (stop == Stop::tooMuch)
    return http::problem(413, "too_large", "The body is too large",
                         "it goes beyond the upload's announced length");
  if (stop == Stop::noRoom || stop == Stop::diskFailed) return problems::insufficientStorage();
  if (!read.ok()) return problems::incompleteBody();
  if (wrong) return problems::checksumMismatch();
  return std::nullopt;
}

}  // namespace gradevault::api
