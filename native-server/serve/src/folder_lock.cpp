#include "folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace gradevault::serve {

Result<process::FileDescriptor> lockFolder(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "serve.lock";
  process::FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file.valid())
    return Error{ErrorCode::write_failed,
                 path.string() + " cannot be made: " + std::system_category().message(errno)};
  if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0)
    return Error{ErrorCode::write_failed, "another server uses the data folder " + folder.string() +
                                              "; stop it, or give this one a folder of its own (--data)"};
  return file;
}

}  // namespace gradevault::serve
