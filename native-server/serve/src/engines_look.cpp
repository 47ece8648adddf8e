#include "engines_look.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <optional>
#include <thread>

#include "gradevault/process/child_process.hpp"
#include "gradevault/process/file_descriptor.hpp"
#include "gradevault/process/system_error.hpp"

namespace gradevault::serve {
namespace {

using Clock = std::chrono::steady_clock;

std::string contentOf(int file) {
  struct stat facts {};
  if (::fstat(file, &facts) != 0) return {};
  std::string text(static_cast<std::size_t>(facts.st_size), '\0');
  const ssize_t count = ::pread(file, text.data(), text.size(), 0);
  text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return text;
}

}  // namespace

Result<EnginesView> lookAtEngines(const std::string& program, const std::vector<std::string>& arguments,
                                  double deadline, const std::atomic<bool>& stop) {
  // A file that has no name and no reader that could be waited for.
  const process::FileDescriptor answer(::memfd_create("gradevault-engines", MFD_CLOEXEC));
  if (!answer.valid()) return process::systemError("memfd_create", errno);
  std::vector<std::string> words = arguments;
  words.insert(words.end(), {"--descriptor", "3"});
  auto child = process::ChildProcess::start(program, words, answer.number());
  if (!child.ok()) return child.error();
  const auto until = Clock::now() + std::chrono::duration<double>(deadline);
  std::optional<process::ProcessEnding> ending;
  while (!(ending = (*child)->ended()) && Clock::now() < until && !stop) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  if (!ending || *ending != process::ProcessEnding{}) {
    return Error{ErrorCode::internal, "the process that looks for engines " + (*child)->end(0)};
  }
  return enginesViewFromJson(contentOf(answer.number()));
}

}  // namespace gradevault::serve
