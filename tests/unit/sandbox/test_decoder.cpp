// test_decoder [BEHAVIOUR]: a decoder process that misbehaves, shut in, as it is told. A way out that it
// finds shows in its exit status, which no test expects.
#include <fcntl.h>
#include <netinet/in.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <limits>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "serve_decoder.hpp"

namespace {

using gradevault::sandbox::DecoderHooks;
using gradevault::sandbox::FrameNews;

constexpr int wayOut = 3;

void escapedIf(bool escaped) {
  if (escaped) ::_exit(wayOut);
}

void openFiles() {
  for (const char* name : {"/etc/passwd", "/proc/self/exe", "/proc/self/fd/4", "/dev/null", "."}) {
    escapedIf(::open(name, O_RDONLY | O_CLOEXEC) >= 0);
    escapedIf(errno != EACCES);
  }
  escapedIf(::open("/tmp/gradevault-escape", O_CREAT | O_WRONLY | O_CLOEXEC, 0600) >= 0);
  struct stat facts {};
  escapedIf(::stat("/etc/passwd", &facts) == 0 || ::access("/etc/passwd", R_OK) == 0);
  escapedIf(::unlink("/tmp/gradevault-escape") == 0 || errno != EACCES);
}

void countDescriptors() {
  int open = 0;
  for (int number = 0; number < 256; ++number) open += ::fcntl(number, F_GETFD) >= 0 ? 1 : 0;
  escapedIf(open > 6);  // the standard three, the socket, the capture, its own /proc/self/status
  escapedIf(::dup(0) >= 0);
}

void executableMemory() {
  escapedIf(::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
  void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  escapedIf(page == MAP_FAILED || ::mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0);
}

void writeCapture() {
  for (int number = 4; number < 16; ++number) {
    escapedIf(::write(number, "x", 1) > 0 || ::ftruncate(number, 0) == 0 || ::fchmod(number, 0777) == 0);
  }
}

void takeMemory() {
  for (;;) {  // as libraries do, which get none and go on
    void* memory = std::malloc(std::size_t{100} << 20);
    if (memory == nullptr) return;
    *static_cast<volatile char*>(memory) = 1;
  }
}

void newMemory() {
  std::vector<std::vector<char>> taken;
  for (;;) taken.emplace_back(std::size_t{100} << 20);
}

void spin() {
  for (volatile unsigned i = 0;;) i = i + 1;
}

void crash() {
  ::signal(SIGSEGV, SIG_DFL);  // a sanitizer's handler would make an exit of it
  (void)::raise(SIGSEGV);
}

void say(const std::string& text) {
  (void)!::write(3, text.data(), text.size());
}

void openSocket() {
  escapedIf(::socket(AF_INET, SOCK_STREAM, 0) >= 0);
}
void runProgram() {
  ::execl("/bin/true", "true", nullptr);
}

/// What happens once it is shut in.
const std::map<std::string, void (*)()> atOnce{
    {"open", openFiles},
    {"descriptors", countDescriptors},
    {"executable-memory", executableMemory},
    {"write", writeCapture},
    {"socket", openSocket},
    {"socket-in-a-thread", [] { std::thread(openSocket).join(); }},
    {"exec", runProgram},
    {"fork", [] { escapedIf(::fork() == 0); }},
    {"system", [] { escapedIf(std::system("true") == 0); }},
    {"kill-parent", [] { ::kill(::getppid(), SIGCONT); }},
    {"spin-early", spin},
    {"crash-early", crash},
    {"garbage", [] { say(std::string(100, 'x')); }},
    {"flood",
     [] {
       for (int i = 0; i < 100000; ++i) say(std::string(100, 'x'));
     }},
};

/// What happens before frame 5 is told of.
const std::map<std::string, void (*)()> amidFrames{
    {"malloc", takeMemory},
    {"new", newMemory},
    {"spin", spin},
    {"crash", crash},
    {"abort", [] { std::abort(); }},
    {"leave", [] { ::_exit(0); }},
    {"killed", [] { ::raise(SIGKILL); }},
    {"short", [] { say("x"); }},
    {"long", [] { say(std::string(70000, 'x')); }},
    {"silence",
     [] {
       ::close(3);
       spin();
     }},
};

/// What is told of frame 5.
const std::map<std::string, void (*)(FrameNews&)> lies{
    {"slot", [](FrameNews& news) { news.slot = 1000000; }},
    {"index", [](FrameNews& news) { news.index = 7; }},
    {"back", [](FrameNews& news) { news.index = -1; }},
    {"no-time", [](FrameNews& news) { news.time = std::numeric_limits<double>::quiet_NaN(); }},
    {"endless", [](FrameNews& news) { news.time = std::numeric_limits<double>::infinity(); }},
    {"earlier", [](FrameNews& news) { news.time = 0; }},
    {"broken", [](FrameNews& news) { news.brokenPackets = -1; }},
};

/// As on a kernel without filters.
void forgetSeccomp() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(seccomp), 0);
  seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP));
  escapedIf(seccomp_load(filter) != 0);
  seccomp_release(filter);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string behaviour = argc > 1 ? argv[1] : "";
  if (behaviour == "no-seccomp") forgetSeccomp();
  constexpr int frame = 5;
  DecoderHooks hooks;
  if (const auto found = atOnce.find(behaviour); found != atOnce.end()) hooks.shutIn = found->second;
  if (const auto found = amidFrames.find(behaviour); found != amidFrames.end()) {
    hooks.before = [does = found->second](int index) {
      if (index == frame) does();
    };
  }
  if (const auto found = lies.find(behaviour); found != lies.end()) {
    hooks.news = [falsify = found->second](FrameNews& news) {
      if (news.index == frame) falsify(news);
    };
  }
  return gradevault::sandbox::serveDecoderWith(hooks).ok() ? 0 : 1;
}
