#include "protections.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <future>
#include <sstream>
#include <utility>

#include "decoder_process.hpp"
#include "sanitizers.hpp"

namespace gradevault::sandbox {
namespace {

constexpr int filtering = 2;  // SECCOMP_MODE_FILTER

std::string limitText(decltype(RLIMIT_AS) what) {
  rlimit limits{};
  if (::getrlimit(what, &limits) != 0) return "unknown";
  return limits.rlim_cur == RLIM_INFINITY ? "none" : std::to_string(limits.rlim_cur);
}

std::string systemCallsLine(const Confinement& held) {
  if (held.unfiltered) return "system calls: NOT filtered: " + *held.unfiltered;
  const int later = std::async(std::launch::async, [] { return ::prctl(PR_GET_SECCOMP); }).get();
  if (::prctl(PR_GET_SECCOMP) != filtering || later != filtering) {
    return "system calls: NOT filtered on every thread";
  }
  return "system calls: filtered by seccomp on all threads";
}

std::string filesLine(const Confinement& held) {
  const int opened = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const bool refused = opened < 0 && errno == EACCES;
  return std::string("files: ") + (refused ? "none can be opened (tried)" : "CAN be opened") +
         (held.landlock ? "; Landlock version " + std::to_string(*held.landlock)
                        : "; no Landlock in this kernel");
}

std::string memoryLine() {
  if (sanitized) return "address space: not limited in a sanitizer build";
  return "address space: limited (" + limitText(RLIMIT_AS) + " bytes with the usual limits)";
}

}  // namespace

std::string describe(const Confinement& held) {
  return systemCallsLine(held) + '\n' + filesLine(held) + '\n' + memoryLine() +
         "\nprocessor time: limited to " + limitText(RLIMIT_CPU) +
         " s; core dumps: " + limitText(RLIMIT_CORE) + " bytes; open files: " + limitText(RLIMIT_NOFILE);
}

std::vector<std::string> protections(const SandboxSettings& settings) {
  auto process = DecoderProcess::start("the probe", settings, nullptr);
  if (!process) return {process.error().message};
  MessageWriter question = say(Word::probe);
  OpenRequest request;
  request.memory = settings.memory;
  request.cpuSeconds = settings.cpuSeconds;
  request.required = false;
  put(question, request);
  (*process)->tell(question);
  auto answer = (*process)->hear("shutting itself in");
  if (!answer) return {answer.error().message};
  std::istringstream text(answer->word == Word::held ? answer->message.takeText() : "no answer");
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

}  // namespace gradevault::sandbox
