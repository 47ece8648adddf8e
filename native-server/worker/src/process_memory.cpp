#include "process_memory.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <string>
#include <system_error>
#include <vector>

namespace gradevault::worker {
namespace {

namespace fs = std::filesystem;

struct Pages {
  std::int64_t own = 0;
  std::int64_t shared = 0;
};

Pages pagesOf(const fs::path& folder) {
  std::ifstream file(folder / "statm");
  std::int64_t size = 0;
  std::int64_t resident = 0;
  std::int64_t shared = 0;
  if (!(file >> size >> resident >> shared)) return {};
  return {resident - shared, shared};
}

/// The second field may hold anything, brackets and spaces too, so the reading starts behind the last
/// bracket.
pid_t parentOf(const fs::path& folder) {
  std::ifstream file(folder / "stat");
  std::string text;
  std::getline(file, text, '\0');
  const std::size_t bracket = text.rfind(')');
  if (bracket == std::string::npos || bracket + 4 > text.size()) return 0;
  pid_t parent = 0;
  std::from_chars(text.data() + bracket + 4, text.data() + text.size(), parent);
  return parent;
}

std::multimap<pid_t, pid_t> childrenByParent(const fs::path& proc) {
  std::multimap<pid_t, pid_t> children;
  std::error_code error;
  for (fs::directory_iterator entry(proc, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    pid_t id = 0;
    const auto [at, failed] = std::from_chars(name.data(), name.data() + name.size(), id);
    if (failed != std::errc() || at != name.data() + name.size()) continue;
    if (const pid_t parent = parentOf(entry->path()); parent > 0) children.emplace(parent, id);
  }
  return children;
}

}  // namespace

std::int64_t residentBytes(pid_t process, const fs::path& proc) {
  const auto children = childrenByParent(proc);
  std::vector<pid_t> open{process};
  std::int64_t own = 0;
  std::int64_t shared = 0;
  while (!open.empty()) {
    const pid_t id = open.back();
    open.pop_back();
    const Pages pages = pagesOf(proc / std::to_string(id));
    own += pages.own;
    shared = std::max(shared, pages.shared);
    const auto [first, last] = children.equal_range(id);
    for (auto child = first; child != last; ++child) open.push_back(child->second);
  }
  return (own + shared) * ::sysconf(_SC_PAGESIZE);
}

std::int64_t outOfMemoryKills(const fs::path& proc) {
  std::ifstream file(proc / "vmstat");
  std::string name;
  std::int64_t value = 0;
  while (file >> name >> value) {
    if (name == "oom_kill") return value;
  }
  return 0;
}

}  // namespace gradevault::worker
