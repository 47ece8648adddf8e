#include "gate.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "gradevault/process/system_error.hpp"

namespace gradevault::http {
namespace {

constexpr int kMostNewcomers = 64;      ///< accepted in a row
constexpr int kTickMilliseconds = 250;  ///< how late a deadline may be noticed

bool watch(int epoll, int descriptor) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = descriptor;
  return ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

}  // namespace

Gate::Gate(const ServerSettings& settings, RouteTable routes, ListeningSocket listening, SslContext tls,
           std::function<void(const Served&)> served)
    : settings_(settings),
      routes_(std::move(routes)),
      listening_(std::move(listening)),
      tls_(std::move(tls)),
      served_(std::move(served)),
      counts_(settings.classes),
      rates_(settings.requestsPerSecond, settings.requestBurst),
      threads_(settings_, counts_.most()) {}

Status Gate::open() {
  epoll_ = process::FileDescriptor(::epoll_create1(EPOLL_CLOEXEC));
  event_ = process::FileDescriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!epoll_.valid() || !event_.valid() || !watch(epoll_.number(), event_.number()) ||
      !watch(epoll_.number(), listening_.descriptor.number())) {
    return process::systemError("watching the server's socket", errno);
  }
  thread_ = std::thread([this] { loop(); });
  return {};
}

void Gate::stop(double seconds) {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopDeadline_ = after(std::chrono::steady_clock::now(), seconds);
    stopping_ = true;
  }
  wake();
  thread_.join();
  threads_.finish();
}

void Gate::wake() const noexcept {
  const std::uint64_t one = 1;
  // Full means that the loop is going to wake anyway.
  [[maybe_unused]] const auto written = ::write(event_.number(), &one, sizeof(one));
}

void Gate::loop() {
  std::array<epoll_event, 64> events;
  auto nextSweep = std::chrono::steady_clock::now();
  for (;;) {
    const int count = ::epoll_wait(epoll_.number(), events.data(), static_cast<int>(events.size()),
                                   again_.empty() ? kTickMilliseconds : 0);
    const auto now = std::chrono::steady_clock::now();
    for (int at = 0; at < count; ++at) {
      const int descriptor = events[static_cast<std::size_t>(at)].data.fd;
      if (descriptor == event_.number()) {
        std::uint64_t value = 0;
        [[maybe_unused]] const auto got = ::read(event_.number(), &value, sizeof(value));
      } else if (descriptor == listening_.descriptor.number()) {
        acceptAll(now);
      } else if (const auto found = waiting_.find(descriptor); found != waiting_.end()) {
        const auto connection = found->second;
        advance(*connection);
      }
    }
    for (const auto& connection : std::exchange(again_, {})) {
      // It may have been closed, or gone to an answering thread.
      const auto found = waiting_.find(connection->transport->descriptor());
      if (found != waiting_.end() && found->second == connection) advance(*connection);
    }
    takeReturned(now);
    if (now >= nextSweep) {
      sweep(now);
      nextSweep = after(now, kTickMilliseconds / 1000.0);
    }
    if (stopping_ && finished(now)) return;
  }
}

bool Gate::finished(TimePoint now) {
  if (accepting_) {
    accepting_ = false;
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, listening_.descriptor.number(), nullptr);
    listening_.descriptor = {};
  }
  std::vector<std::shared_ptr<Connection>> requestless;
  for (const auto& [descriptor, connection] : waiting_) {
    if (connection->phase < Connection::Phase::replying) requestless.push_back(connection);
  }
  for (const auto& connection : requestless) close(*connection);
  const std::lock_guard lock(mutex_);
  if (now >= stopDeadline_ && !interrupted_) {
    interrupted_ = true;
    for (const auto& connection : busy_) connection->transport->interrupt();
  }
  if (!busy_.empty()) return false;
  if (!waiting_.empty() && now < stopDeadline_) return false;
  waiting_.clear();
  return true;
}

void Gate::acceptAll(TimePoint now) {
  for (int newcomers = 0; newcomers < kMostNewcomers; ++newcomers) {
    auto accepted = acceptFrom(listening_);
    if (!accepted.socket.valid()) {
      // Out of descriptors: one that waits for nothing in particular makes room; else the kernel's queue
      // holds the newcomer.
      if ((accepted.error == EMFILE || accepted.error == ENFILE) && makeRoom()) continue;
      if (accepted.error == ECONNABORTED || accepted.error == EINTR) continue;
      return;
    }
    std::size_t busy = 0;
    {
      const std::lock_guard lock(mutex_);
      busy = busy_.size() + returned_.size();
    }
    if (waiting_.size() + busy >= static_cast<std::size_t>(settings_.connections) && !makeRoom()) continue;
    auto connection = std::make_shared<Connection>();
    const int descriptor = accepted.socket.number();
    connection->peer = std::move(accepted.peer);
    connection->transport = tls_ ? makeTlsTransport(*tls_, std::move(accepted.socket))
                                 : std::make_unique<Transport>(std::move(accepted.socket));
    if (!connection->transport || !watch(epoll_.number(), descriptor)) continue;
    connection->armed = Wait::readable;
    connection->since = now;
    connection->deadline = after(now, settings_.headerSeconds);
    waiting_.emplace(descriptor, connection);
    advance(*connection);
  }
}

bool Gate::makeRoom() {
  const auto longest = std::min_element(waiting_.begin(), waiting_.end(), [](const auto& a, const auto& b) {
    return a.second->since < b.second->since;
  });
  if (longest == waiting_.end()) return false;
  const auto connection = longest->second;
  close(*connection);
  return true;
}

void Gate::takeReturned(TimePoint now) {
  std::vector<std::pair<std::shared_ptr<Connection>, bool>> returned;
  {
    const std::lock_guard lock(mutex_);
    returned.swap(returned_);
  }
  for (const auto& [connection, reusable] : returned) {
    const int descriptor = connection->transport->descriptor();
    if (!watch(epoll_.number(), descriptor)) continue;
    connection->armed = Wait::readable;
    waiting_.emplace(descriptor, connection);
    awaitRequest(*connection, now);
    if (!reusable || stopping_) {
      connection->phase = Connection::Phase::replying;
      connection->closeAfter = true;
      connection->deadline = after(now, settings_.stallSeconds);
    }
    advance(*connection);
  }
}

void Gate::sweep(TimePoint now) {
  std::vector<std::shared_ptr<Connection>> late;
  for (const auto& [descriptor, connection] : waiting_) {
    if (connection->deadline <= now) late.push_back(connection);
  }
  for (const auto& connection : late) expire(*connection);
}

bool Gate::close(Connection& connection) {
  const int descriptor = connection.transport->descriptor();
  ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, descriptor, nullptr);
  waiting_.erase(descriptor);  // the caller's shared_ptr closes it when it goes
  return false;
}

bool Gate::arm(Connection& connection, Wait wait) {
  if (wait == connection.armed) return false;
  epoll_event event{};
  event.events = wait == Wait::writable ? EPOLLOUT : EPOLLIN;
  event.data.fd = connection.transport->descriptor();
  if (::epoll_ctl(epoll_.number(), EPOLL_CTL_MOD, event.data.fd, &event) != 0) return close(connection);
  connection.armed = wait;
  return false;
}

}  // namespace gradevault::http
