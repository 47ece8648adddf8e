#include "gradevault/process/child_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <system_error>

#include "gradevault/process/parent.hpp"
#include "gradevault/process/system_error.hpp"

namespace gradevault::process {
namespace {

constexpr double killPatience = 5;  ///< s that the kernel gets to let go of a process that was killed

/// posix_spawn with what a child of ours inherits; 0 or an errno.
int spawn(const std::string& program, std::vector<std::string> arguments, int socket, pid_t& id) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  if (const int error = posix_spawn_file_actions_init(&files); error != 0) return error;
  if (const int error = posix_spawnattr_init(&attributes); error != 0) {
    posix_spawn_file_actions_destroy(&files);
    return error;
  }
  // Blocked signals stay blocked across exec, so there is no moment at which Ctrl-C would hit the child
  // alone.
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGINT);
  sigaddset(&blocked, SIGTERM);
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  int error = posix_spawnattr_setsigmask(&attributes, &blocked);
  if (error == 0) error = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  if (error == 0) error = posix_spawn_file_actions_adddup2(&files, socket, parentSocket);
  if (error == 0) error = posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (error == 0) error = posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(&files, parentSocket + 1);
  if (error == 0) error = posix_spawn(&id, program.c_str(), &files, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return error;
}

std::string endingText(const std::optional<int>& known) {
  if (!known) return "ended";
  const int status = *known;
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    const char* words = sigdescr_np(number);
    return "was ended by signal " + std::to_string(number) + (words ? " (" + std::string(words) + ")" : "");
  }
  return "ended with exit status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const std::string& program,
                                                          const std::vector<std::string>& arguments,
                                                          int socket) {
  std::unique_ptr<ChildProcess> child(new ChildProcess);
  std::promise<int> spawned;
  auto answer = spawned.get_future();
  // The kernel's "die with your parent" means the thread that started the child, so that thread must stay.
  const auto keep = [&id = child->id_, program, arguments, socket](std::promise<int> told,
                                                                   const std::future<void>& released) {
    told.set_value(spawn(program, arguments, socket, id));
    released.wait();
  };
  try {
    child->keeper_ = std::thread(keep, std::move(spawned), child->release_.get_future());
  } catch (const std::system_error& error) {
    return Error{ErrorCode::internal, std::string("starting a thread failed: ") + error.what()};
  }
  if (const int error = answer.get(); error != 0) return systemError("starting " + program, error);
  return child;
}

ChildProcess::~ChildProcess() {
  if (id_ > 0) (void)end(0);
  release_.set_value();
  if (keeper_.joinable()) keeper_.join();
}

std::optional<ProcessEnding> ChildProcess::ended() {
  if (!reaped(0)) return std::nullopt;
  ProcessEnding ending;
  if (!status_) return ending;
  if (WIFSIGNALED(*status_)) ending.signal = WTERMSIG(*status_);
  if (WIFEXITED(*status_)) ending.exitStatus = WEXITSTATUS(*status_);
  return ending;
}

void ChildProcess::signal(int number) {
  if (!reaped(0)) ::kill(id_, number);
}

const std::string& ChildProcess::end(double patience) {
  if (!ending_.empty()) return ending_;
  if (reaped(patience)) {
    ending_ = endingText(status_);
    return ending_;
  }
  killed_ = true;
  ::kill(id_, SIGKILL);
  ending_ = reaped(killPatience)
                ? "was ended"
                : "was killed, but the kernel still holds it (process " + std::to_string(id_) + ")";
  return ending_;
}

bool ChildProcess::reaped(double seconds) {
  using namespace std::chrono;
  const auto until = steady_clock::now() + duration_cast<steady_clock::duration>(duration<double>(seconds));
  if (gone_) return true;  // its number may be somebody else's by now
  for (auto pause = 100us;; pause = std::min<microseconds>(2 * pause, 10ms)) {
    int status = 0;
    const pid_t answer = ::waitpid(id_, &status, WNOHANG);
    if (answer == id_) status_ = status;
    gone_ = answer == id_ || (answer < 0 && errno == ECHILD);
    if (gone_) return true;
    if (steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace gradevault::process
