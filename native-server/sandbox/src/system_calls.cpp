#include "system_calls.hpp"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <system_error>

#include "sanitizers.hpp"

namespace gradevault::sandbox {
namespace {

struct Release {
  void operator()(void* filter) const noexcept { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Release>;

// Names, not numbers: an architecture that lacks one has nothing to allow or forbid under it.
constexpr std::array needed{
    // what is open already
    "read", "readv", "pread64", "write", "writev", "close", "lseek", "fstat", "recvmsg", "sendmsg", "poll",
    "ppoll",
    // memory
    "munmap", "mremap", "brk", "madvise",
    // threads
    "futex", "futex_wait", "futex_wake", "futex_requeue", "futex_waitv", "set_robust_list", "get_robust_list",
    "rseq", "gettid", "getpid", "sched_yield", "sched_getaffinity", "sched_getparam", "sched_getscheduler",
    "getcpu", "membarrier", "exit", "exit_group",
    // signals of its own
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall",
    // clocks and facts of the machine
    "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "getrandom",
    "sysinfo", "uname", "getrusage", "times"};

constexpr std::array closed{"open",     "openat",    "openat2",   "creat",      "stat",     "lstat",
                            "statx",    "access",    "faccessat", "faccessat2", "readlink", "readlinkat",
                            "statfs",   "getcwd",    "chdir",     "unlink",     "unlinkat", "rename",
                            "renameat", "renameat2", "mkdir",     "mkdirat"};

constexpr std::array hostile{
    // programs and processes
    "execve", "execveat", "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev", "kill", "tkill",
    "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "kcmp",
    "process_madvise",
    // network
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmmsg",
    // the kernel's large surfaces
    "io_uring_setup", "io_uring_enter", "io_uring_register", "bpf", "userfaultfd", "perf_event_open",
    "keyctl", "add_key", "request_key", "seccomp", "memfd_create", "memfd_secret",
    // the machine
    "mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "init_module", "finit_module",
    "delete_module", "kexec_load", "kexec_file_load", "reboot", "swapon", "swapoff", "open_by_handle_at",
    "name_to_handle_at", "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setfsuid",
    "setfsgid", "setgroups", "capset", "quotactl", "acct", "settimeofday", "clock_settime", "sethostname"};

constexpr scmp_datum_t threadOnly = CLONE_THREAD | CLONE_VM | CLONE_SIGHAND;
constexpr scmp_datum_t newSpaces =
    CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;

/// The library's own macros for this are C.
constexpr scmp_arg_cmp argument(unsigned number, scmp_compare how, scmp_datum_t a, scmp_datum_t b = 0) {
  return {number, how, a, b};
}

/// Adds rules, and remembers the first that failed.
class Rules {
 public:
  explicit Rules(scmp_filter_ctx filter) : filter_(filter) {}

  void add(std::uint32_t action, const char* name) { add(action, name, std::span<const scmp_arg_cmp>()); }
  void add(std::uint32_t action, const char* name, scmp_arg_cmp argument) {
    add(action, name, std::span<const scmp_arg_cmp>(&argument, 1));
  }
  void add(std::uint32_t action, const char* name, std::span<const scmp_arg_cmp> arguments) {
    const int call = seccomp_syscall_resolve_name(name);
    if (call < 0) return;  // not on this architecture, or newer than the library
    const int result = seccomp_rule_add_array(filter_, action, call, static_cast<unsigned>(arguments.size()),
                                              arguments.data());
    if (result != 0 && result != -EEXIST && error_ == 0) error_ = -result;
  }
  [[nodiscard]] int error() const noexcept { return error_; }

 private:
  scmp_filter_ctx filter_;
  int error_ = 0;
};

void addAll(Rules& rules) {
  for (const char* name : needed) rules.add(SCMP_ACT_ALLOW, name);
  for (const char* name : closed) rules.add(SCMP_ACT_ERRNO(EACCES), name);
  if (sanitized) {  // whose runtime finds out by a pipe whether memory can be read
    for (const char* name : {"pipe", "pipe2"}) rules.add(SCMP_ACT_ALLOW, name);
  }
  for (const char* name : hostile) rules.add(SCMP_ACT_KILL_PROCESS, name);

  // Memory that could be executed is not to be had.
  for (const char* name : {"mmap", "mmap2", "mprotect"}) {
    rules.add(SCMP_ACT_ALLOW, name, argument(2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    rules.add(SCMP_ACT_ERRNO(EACCES), name, argument(2, SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC));
  }
  // Threads, not processes. clone3's flags lie in memory, where a filter cannot look; it is unknown here, and
  // the C library then takes clone.
  rules.add(SCMP_ACT_ALLOW, "clone", argument(0, SCMP_CMP_MASKED_EQ, threadOnly | newSpaces, threadOnly));
  rules.add(SCMP_ACT_KILL_PROCESS, "clone", argument(0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
  // abort() signals its own thread.
  rules.add(SCMP_ACT_ALLOW, "tgkill", argument(0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid())));
  rules.add(SCMP_ACT_KILL_PROCESS, "tgkill", argument(0, SCMP_CMP_NE, static_cast<scmp_datum_t>(::getpid())));
  // fstat of what is open, as the C library calls it. (That a hijacked process can ask so about names as well
  // cannot be told apart; it learns sizes and times, and has nobody to tell.)
  rules.add(SCMP_ACT_ALLOW, "newfstatat", argument(3, SCMP_CMP_EQ, AT_EMPTY_PATH));
  rules.add(SCMP_ACT_ERRNO(EACCES), "newfstatat", argument(3, SCMP_CMP_NE, AT_EMPTY_PATH));
  rules.add(SCMP_ACT_ALLOW, "prctl", argument(0, SCMP_CMP_EQ, PR_SET_NAME));
  rules.add(SCMP_ACT_ALLOW, "prctl", argument(0, SCMP_CMP_EQ, PR_GET_SECCOMP));
  // Limits can be read.
  rules.add(SCMP_ACT_ALLOW, "prlimit64", argument(2, SCMP_CMP_EQ, 0));
  rules.add(SCMP_ACT_ERRNO(ENOTTY), "ioctl");
  rules.add(SCMP_ACT_ALLOW, "fcntl", argument(1, SCMP_CMP_EQ, F_GETFL));
  rules.add(SCMP_ACT_ALLOW, "fcntl", argument(1, SCMP_CMP_EQ, F_GETFD));
}

Error noFilter(int error) {
  return {ErrorCode::unsupported, "this kernel gives no filter of system calls (seccomp: " +
                                      std::system_category().message(error) + ")"};
}

}  // namespace

Status filterSystemCalls() {
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(ENOSYS)));
  if (!filter) return noFilter(EINVAL);
  Rules rules(filter.get());
  addAll(rules);
  if (rules.error() != 0) return noFilter(rules.error());
  int result = seccomp_attr_set(filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
  if (result == 0) result = seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_NNP, 1);
  if (result == 0) result = seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);
  // Kernels before 5.16 otherwise slow a filtered process down by their guard against speculative reads of
  // one's own memory, which is no boundary here. Where it is not known there is nothing to switch off.
  if (result == 0) (void)seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_SSB, 1);
  if (result == 0) (void)seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
  if (result == 0) result = seccomp_load(filter.get());
  if (result != 0) return noFilter(-result);
  return {};
}

}  // namespace gradevault::sandbox
