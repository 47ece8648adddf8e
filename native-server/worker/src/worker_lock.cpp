#include "gradevault/worker/worker_lock.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <cerrno>
#include <exception>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "gradevault/process/process_state.hpp"

namespace gradevault::worker {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view suffix = ".lock";
constexpr std::size_t longestId = 100;
constexpr std::size_t lineWidth = 512;  ///< one write of a fixed size, so that no reader sees half of two

bool isPlainName(const std::string& id) {
  if (id.empty() || id.size() > longestId || id.front() == '.') return false;
  for (const char letter : id) {
    const auto byte = static_cast<unsigned char>(letter);
    if (std::isalnum(byte) == 0 && letter != '-' && letter != '_' && letter != '.') return false;
  }
  return true;
}

/// A lock of the open file, not of the process: no other descriptor that is closed can lose it.
struct flock wholeFile() {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

bool lockNow(int file) {
  auto lock = wholeFile();
  return ::fcntl(file, F_OFD_SETLK, &lock) == 0;
}

bool isHeld(int file) {
  auto lock = wholeFile();
  return ::fcntl(file, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

bool isStillThere(int file) {
  struct stat facts {};
  return ::fstat(file, &facts) == 0 && facts.st_nlink > 0;
}

/// Stopped, traced, a zombie: whoever is, works on nothing. What /proc does not know counts as running.
bool standsStill(pid_t process) {
  const auto state = process::processState(process);
  return state && std::string_view("TtZX").find(*state) != std::string_view::npos;
}

std::optional<WorkerSign> signIn(int file) {
  std::array<char, lineWidth> text{};
  const ssize_t count = ::pread(file, text.data(), text.size(), 0);
  if (count <= 0) return std::nullopt;
  try {
    const Json json = Json::parse(text.data(), text.data() + count);
    WorkerSign sign;
    sign.lane = jobs::lane(json.at("lane").get<std::string>()).value_or(jobs::Lane::cpu);
    json.at("device").get_to(sign.device);
    json.at("process").get_to(sign.process);
    json.at("state").get_to(sign.state);
    json.at("job").get_to(sign.job);
    return sign;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

template <class Visit>
void forEachLock(const jobs::DataFolder& data, Visit visit) {
  std::error_code error;
  const fs::path folder = data.workerLock("any").parent_path();
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.ends_with(suffix)) continue;
    const process::FileDescriptor file(::open(entry->path().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    if (file.valid()) visit(name.substr(0, name.size() - suffix.size()), entry->path(), file.number());
  }
}

}  // namespace

Result<WorkerLock> WorkerLock::take(const jobs::DataFolder& data, WorkerSign sign) {
  if (!isPlainName(sign.id)) {
    return Error{
        ErrorCode::invalid_argument,
        "'" + sign.id + "' cannot be a worker's id: letters, digits, '-', '_' and '.' only, 100 at most"};
  }
  const fs::path path = data.workerLock(sign.id);
  for (;;) {
    process::FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.valid()) {
      return Error{ErrorCode::write_failed,
                   "cannot write " + path.string() + ": " + std::generic_category().message(errno)};
    }
    if (!lockNow(file.number())) {
      return Error{ErrorCode::invalid_argument,
                   "a worker called '" + sign.id + "' works on this data folder already; give another --id"};
    }
    // Somebody may have swept it between the two calls.
    if (isStillThere(file.number())) return WorkerLock(std::move(file), path.string(), std::move(sign));
  }
}

WorkerLock::WorkerLock(process::FileDescriptor file, std::string path, WorkerSign sign)
    : file_(std::move(file)), path_(std::move(path)), sign_(std::move(sign)) {
  tell(sign_.state);
}

WorkerLock::~WorkerLock() {
  if (file_.valid()) ::unlink(path_.c_str());
}

void WorkerLock::tell(const std::string& state, const std::string& job) {
  sign_.state = state;
  sign_.job = job;
  std::string line = Json{
      {"lane", name(sign_.lane)},
      {"device", sign_.device},
      {"process", sign_.process},
      {"state", state},
      {"job", job}}.dump();
  line.resize(lineWidth - 1, ' ');
  line += '\n';
  (void)!::pwrite(file_.number(), line.data(), line.size(), 0);
}

std::vector<SeenWorker> workersOf(const jobs::DataFolder& data) {
  std::vector<SeenWorker> workers;
  forEachLock(data, [&](const std::string& id, const fs::path&, int file) {
    SeenWorker worker;
    const bool held = isHeld(file);
    if (auto sign = signIn(file)) worker.sign = std::move(*sign);
    worker.sign.id = id;
    worker.alive = held && !standsStill(worker.sign.process);
    workers.push_back(std::move(worker));
  });
  return workers;
}

void sweepWorkerLocks(const jobs::DataFolder& data) {
  forEachLock(data, [](const std::string&, const fs::path& path, int file) {
    // Whoever takes it meanwhile sees that its file is gone, and makes a new one.
    if (lockNow(file)) ::unlink(path.c_str());
  });
}

}  // namespace gradevault::worker
