#include "processes.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace gradevault::testing {
namespace {

namespace fs = std::filesystem;

struct ProcessState {
  char state = '?';
  pid_t parent = 0;
};

std::optional<ProcessState> stateOf(const fs::path& process) {
  std::ifstream file(process / "stat");
  std::string text;
  if (!std::getline(file, text)) return std::nullopt;
  // The name may hold anything, also brackets; what follows it does not.
  std::istringstream rest(text.substr(text.rfind(')') + 1));
  ProcessState state;
  rest >> state.state >> state.parent;
  return state;
}

std::optional<int> numberOf(const fs::path& path) {
  const std::string name = path.filename().string();
  if (name.empty() ||
      !std::ranges::all_of(name, [](char letter) { return letter >= '0' && letter <= '9'; })) {
    return std::nullopt;
  }
  return std::stoi(name);
}

}  // namespace

device_process::Launch faultyLaunch(const std::string& stage, const std::string& kind, int frame) {
  const double deadline = kind == "hang" || kind == "stop" ? 0.4 : 60;
  device_process::Launch launch{.program = GRADEVAULT_FAULTY_CHILD,
                                .arguments = {"faulty-child", stage, kind, std::to_string(frame)},
                                .startDeadline = 60,
                                .callDeadline = deadline};
  // Not as short as for a call: a child takes its time to start on a busy machine.
  if (deadline < 1 && (stage == "list" || stage == "start" || stage == "scanner")) launch.startDeadline = 2;
  return launch;
}

std::vector<pid_t> everyProcess() {
  std::vector<pid_t> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    if (const auto number = numberOf(entry.path())) found.push_back(*number);
  }
  return found;
}

pid_t parentOf(pid_t id) {
  const auto state = stateOf(fs::path("/proc") / std::to_string(id));
  return state ? state->parent : 0;
}

std::vector<pid_t> children() {
  std::vector<pid_t> found = everyProcess();
  std::erase_if(found, [](pid_t id) { return parentOf(id) != ::getpid(); });
  return found;
}

bool runs(pid_t id) {
  const auto state = stateOf(fs::path("/proc") / std::to_string(id));
  return state && state->state != 'Z' && state->state != 'X';
}

std::vector<int> openDescriptors(pid_t id) {
  std::vector<int> numbers;
  std::error_code ignored;
  const fs::path folder = fs::path("/proc") / std::to_string(id) / "fd";
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string target = fs::read_symlink(entry.path(), ignored).string();
    if (target.find("/fd") == std::string::npos) numbers.push_back(*numberOf(entry.path()));
  }
  std::ranges::sort(numbers);
  return numbers;
}

}  // namespace gradevault::testing
