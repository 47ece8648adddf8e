#include "confinement.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <utility>

#include "color_area.hpp"
#include "file_access.hpp"
#include "gradevault/process/system_error.hpp"
#include "luma_ring.hpp"
#include "sanitizers.hpp"
#include "system_calls.hpp"

namespace gradevault::sandbox {
namespace {

/// A thread's stack (8 MiB) and the piece of address space that the C library sets aside for its allocations
/// (64 MiB, 128 for a moment), used or not.
constexpr std::int64_t aThread = std::int64_t{136} << 20;
constexpr rlim_t mostDescriptors = 16;

Status limit(decltype(RLIMIT_CPU) what, const char* name, rlim_t soft, rlim_t hard) {
  rlimit now{};
  if (::getrlimit(what, &now) == 0) {  // an administrator's lower limit stays
    hard = std::min(hard, now.rlim_max);
    soft = std::min({soft, hard, now.rlim_cur});
  }
  const rlimit limits{soft, hard};
  if (::setrlimit(what, &limits) == 0) return {};
  return process::systemError(std::string("limiting ") + name, errno);
}

std::int64_t sharedBytes(const media::Limits& limits) {
  const auto pixels = static_cast<std::size_t>(std::max<std::int64_t>(limits.maxPixels, 1));
  return static_cast<std::int64_t>(LumaRing::mostBytes(pixels) + ColorArea::bytes(pixels));
}

Status limitResources(const OpenRequest& request) {
  const auto seconds = static_cast<rlim_t>(std::ceil(std::clamp(request.cpuSeconds, 1.0, 1e9)));
  // The first limit's signal tells what happened; the second is the kernel's own end.
  if (auto set = limit(RLIMIT_CPU, "processor time", seconds, seconds + 5); !set) return set;
  if (auto set = limit(RLIMIT_CORE, "core dumps", 0, 0); !set) return set;
  if (auto set = limit(RLIMIT_NOFILE, "open files", mostDescriptors, mostDescriptors); !set) return set;
  if (sanitized) return {};
  ::signal(SIGXFSZ, SIG_IGN);  // an attempt to write fails, and is not worth a signal
  return limit(RLIMIT_FSIZE, "written files", 0, 0);
}

}  // namespace

Result<Confinement> shutIn(const OpenRequest& request) {
  Confinement held;
  // What a hijacked decoder says does not get into our log.
  if (!sanitized) ::dup2(STDOUT_FILENO, STDERR_FILENO);
  auto space = AddressSpace::limited(request.memory + sharedBytes(request.limits) +
                                     aThread * (std::int64_t{1} + 2 * request.threads));
  if (!space) return space.error();
  held.space = std::move(*space);
  if (auto set = limitResources(request); !set) return set.error();
  if (::prctl(PR_SET_DUMPABLE, 0) != 0) return process::systemError("closing memory to debuggers", errno);
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    return process::systemError("renouncing new privileges", errno);
  }
  held.landlock = renounceFiles();
  if (const Status filtered = filterSystemCalls(); !filtered) {
    if (request.required) {
      return Error{filtered.error().code,
                   filtered.error().message + ", so untrusted media is not decoded here; use a kernel with " +
                       "CONFIG_SECCOMP_FILTER, or set sandbox=preferred to go on with less"};
    }
    held.unfiltered = filtered.error().message;
  }
  return held;
}

}  // namespace gradevault::sandbox
