#include "file_access.hpp"

#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "gradevault/process/file_descriptor.hpp"

namespace gradevault::sandbox {

std::optional<int> renounceFiles() {
#if defined(SYS_landlock_create_ruleset) && defined(SYS_landlock_restrict_self)
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0UL, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return std::nullopt;
  landlock_ruleset_attr handled{};
  // Version 1 knows the rights up to MAKE_SYM; a set that handles them and grants none forbids them all.
  handled.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1;
  const process::FileDescriptor rules(static_cast<int>(
      ::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled.handled_access_fs, 0UL)));
  if (!rules.valid() || ::syscall(SYS_landlock_restrict_self, rules.number(), 0UL) != 0) return std::nullopt;
  return static_cast<int>(version);
#else
  return std::nullopt;
#endif
}

}  // namespace gradevault::sandbox
