// Preloaded before libc: names under rebind.test resolve to what their first label says, call by call.
// "127-0-0-2.127-0-0-1" means 127.0.0.2 the first time and 127.0.0.1 from the second; "both.A.B" means A and
// B at once.
#include <dlfcn.h>
#include <netdb.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Resolve = int (*)(const char*, const char*, const addrinfo*, addrinfo**);

std::vector<std::string> labels(std::string_view name) {
  std::vector<std::string> found;
  while (!name.empty()) {
    const std::size_t dot = name.find('.');
    std::string label(name.substr(0, dot));
    if (label != "both") std::replace(label.begin(), label.end(), '-', '.');
    found.push_back(label);
    name = dot == std::string_view::npos ? "" : name.substr(dot + 1);
  }
  return found;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) int getaddrinfo(const char* node, const char* service,
                                                                  const addrinfo* hints, addrinfo** result) {
  static const auto real = reinterpret_cast<Resolve>(dlsym(RTLD_NEXT, "getaddrinfo"));
  static std::mutex mutex;
  static std::map<std::string, std::size_t> calls;
  constexpr std::string_view suffix = ".rebind.test";
  const std::string_view name = node == nullptr ? "" : node;
  if (!name.ends_with(suffix)) return real(node, service, hints, result);
  const std::lock_guard lock(mutex);
  const auto addresses = labels(name.substr(0, name.size() - suffix.size()));
  if (addresses.size() == 3 && addresses.front() == "both") {
    addrinfo* second = nullptr;
    const int code = real(addresses[1].c_str(), service, hints, result);
    if (code != 0 || real(addresses[2].c_str(), service, hints, &second) != 0)
      return code == 0 ? EAI_FAIL : code;
    addrinfo* last = *result;
    while (last->ai_next != nullptr) last = last->ai_next;
    last->ai_next = second;
    return 0;
  }
  const std::size_t call = std::min(calls[std::string(name)]++, addresses.size() - 1);
  return real(addresses[call].c_str(), service, hints, result);
}
