#include "gradevault/serve/supervisor.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "engines_look.hpp"
#include "fleet.hpp"
#include "gradevault/worker/worker_lock.hpp"
#include "silence_watch.hpp"
#include "worker_slot.hpp"

namespace gradevault::serve {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto tendEvery = std::chrono::milliseconds(100);
constexpr auto silenceEvery = std::chrono::seconds(1);

/// The breaker's word on a GPU that was found.
void addBreaker(GpuView& gpu, const std::vector<jobs::Device>& devices, jobs::Milliseconds now) {
  const auto device = std::ranges::find(devices, gpu.id, &jobs::Device::id);
  if (device == devices.end()) return;
  gpu.faults = device->faults;
  gpu.outUntil = device->outUntil;
  if (device->outUntil == 0) return;
  gpu.healthy = false;
  gpu.reason = (device->outUntil > now ? "out of rotation after faults, the last of them: "
                                       : "on trial after faults, the last of them: ") +
               device->reason;
}

}  // namespace

class Supervisor::State {
 public:
  State(SupervisorSettings settings, const jobs::DataFolder& data, jobs::Store& store)
      : settings_(std::move(settings)),
        data_(data),
        store_(store),
        silence_(store.jobs(), settings_.silentSeconds) {}
  ~State() { (void)stop(0); }

  Status start();
  bool stop(double seconds);
  [[nodiscard]] std::vector<WorkerView> workers();
  [[nodiscard]] EnginesView engines();
  [[nodiscard]] int restarts();

 private:
  void tend();
  void endSilent();
  void look();
  void addWorkers(jobs::Lane lane, int count);
  void takeIn(Result<EnginesView> seen);
  /// False: it is time to end.
  bool rest(std::chrono::duration<double> time);

  const SupervisorSettings settings_;
  const jobs::DataFolder& data_;
  jobs::Store& store_;
  const jobs::SystemWallClock wallClock_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stopping_ = false;
  std::vector<WorkerSlot> slots_;  ///< the mutex guards these …
  EnginesView view_;               ///< … and this
  SilenceWatch silence_;           ///< the tender's
  std::thread tender_;
  std::thread looker_;
};

void Supervisor::State::addWorkers(jobs::Lane lane, int count) {
  const FleetPlan plan = fleetPlan(settings_, static_cast<int>(std::thread::hardware_concurrency()));
  for (int number = 0; number < count; ++number) {
    const bool gpu = lane == jobs::Lane::gpu;
    const auto same = [&](const WorkerSlot& slot) { return slot.lane() == lane && slot.device() == number; };
    if (std::ranges::any_of(slots_, same)) continue;
    std::string id = "serve-" + std::to_string(::getpid()) + '-' + std::string(name(lane)) + '-' +
                     std::to_string(gpu ? number : number + 1);
    auto arguments = workerArguments(settings_, id, lane, number, plan.threads);
    SlotSettings keeping{{settings_.firstBackOff, settings_.longestBackOff, settings_.steadySeconds},
                         settings_.stoppedSeconds,
                         nullptr};
    if (settings_.tell) {
      keeping.tell = [this, id](const std::string& words) { settings_.tell(id, words); };
    }
    slots_.emplace_back(std::move(id), lane, number, std::move(arguments), std::move(keeping));
  }
}

Status Supervisor::State::start() {
  worker::sweepWorkerLocks(data_);
  {
    const std::scoped_lock lock(mutex_);
    addWorkers(jobs::Lane::cpu,
               fleetPlan(settings_, static_cast<int>(std::thread::hardware_concurrency())).cpuWorkers);
    if (settings_.gpuWorkers) addWorkers(jobs::Lane::gpu, *settings_.gpuWorkers);
  }
  try {
    tender_ = std::thread([this] { tend(); });
    looker_ = std::thread([this] { look(); });
  } catch (const std::system_error& error) {
    (void)stop(0);
    return Error{ErrorCode::internal, std::string("starting a thread failed: ") + error.what()};
  }
  return {};
}

bool Supervisor::State::rest(std::chrono::duration<double> time) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, time, [this] { return stopping_.load(); });
  return !stopping_;
}

void Supervisor::State::tend() {
  auto looked = Clock::now();
  do {
    {
      const std::scoped_lock lock(mutex_);
      if (stopping_) return;
      for (WorkerSlot& slot : slots_) slot.tend(settings_.program, Clock::now());
    }
    if (Clock::now() - looked < silenceEvery) continue;
    looked = Clock::now();
    endSilent();
  } while (rest(tendEvery));
}

/// The store is asked without the mutex: nobody shall wait for it behind a disk.
void Supervisor::State::endSilent() {
  const auto silent = silence_.silent(worker::workersOf(data_), wallClock_.now(), Clock::now());
  const std::scoped_lock lock(mutex_);
  for (WorkerSlot& slot : slots_) {
    if (std::ranges::find(silent, slot.id()) == silent.end()) continue;
    slot.kill("it went on with a job whose lease had run out");
  }
}

void Supervisor::State::look() {
  do {
    takeIn(
        lookAtEngines(settings_.program, settings_.enginesArguments, settings_.enginesDeadline, stopping_));
  } while (rest(std::chrono::duration<double>(settings_.enginesEverySeconds)));
}

void Supervisor::State::takeIn(Result<EnginesView> seen) {
  if (stopping_) return;
  if (seen.ok()) {
    for (const GpuView& gpu : seen->gpus) (void)store_.devices().seen(gpu.id, gpu.name);
  }
  const std::scoped_lock lock(mutex_);
  if (!seen.ok()) {
    view_.problem = seen.error().message;
    return;
  }
  view_ = std::move(seen).value();
  view_.asked = wallClock_.now();
  if (!settings_.gpuWorkers) addWorkers(jobs::Lane::gpu, static_cast<int>(view_.gpus.size()));
}

bool Supervisor::State::stop(double seconds) {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
    for (WorkerSlot& slot : slots_) slot.letGo();
  }
  wake_.notify_all();
  for (std::thread* thread : {&tender_, &looker_}) {
    if (thread->joinable()) thread->join();
  }
  const auto until = Clock::now() + std::chrono::duration<double>(seconds);
  const auto allEnded = [this] {
    return std::ranges::all_of(slots_, [](WorkerSlot& slot) { return slot.empty(); });
  };
  while (!allEnded() && Clock::now() < until) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  bool clean = true;
  for (WorkerSlot& slot : slots_) clean = slot.clear() && clean;
  return clean;
}

std::vector<WorkerView> Supervisor::State::workers() {
  std::vector<WorkerView> views;
  for (const worker::SeenWorker& seen : worker::workersOf(data_)) {
    views.push_back({seen.sign.id, seen.sign.lane, seen.sign.device, seen.sign.process, false, seen.alive,
                     seen.sign.state, seen.sign.job});
  }
  const std::scoped_lock lock(mutex_);
  for (const WorkerSlot& slot : slots_) {
    const auto view = std::ranges::find(views, slot.id(), &WorkerView::id);
    if (view != views.end()) {
      view->ours = true;
    } else {
      views.push_back({slot.id(), slot.lane(), slot.device(), slot.process(), true, false, "starting", {}});
    }
  }
  return views;
}

EnginesView Supervisor::State::engines() {
  const auto devices = store_.devices().list();
  const jobs::Milliseconds now = wallClock_.now();
  const std::scoped_lock lock(mutex_);
  EnginesView view = view_;
  if (!devices.ok()) return view;
  for (GpuView& gpu : view.gpus) addBreaker(gpu, *devices, now);
  return view;
}

int Supervisor::State::restarts() {
  const std::scoped_lock lock(mutex_);
  int count = 0;
  for (const WorkerSlot& slot : slots_) count += std::max(0, slot.starts() - 1);
  return count;
}

Supervisor::Supervisor(SupervisorSettings settings, const jobs::DataFolder& data, jobs::Store& store)
    : state_(std::make_unique<State>(std::move(settings), data, store)) {}
Supervisor::~Supervisor() = default;

Status Supervisor::start() {
  return state_->start();
}
bool Supervisor::stop(double seconds) {
  return state_->stop(seconds);
}
std::vector<WorkerView> Supervisor::workers() const {
  return state_->workers();
}
EnginesView Supervisor::engines() const {
  return state_->engines();
}
int Supervisor::restarts() const {
  return state_->restarts();
}

api::Readiness Supervisor::ready() const {
  const std::vector<WorkerView> views = workers();
  const auto works = [](const WorkerView& view) {
    return view.alive && (view.state == "idle" || view.state == "working");
  };
  if (std::ranges::any_of(views, works)) return {true, {}};
  const auto starts = [](const WorkerView& view) { return view.state == "starting"; };
  return {false, std::ranges::any_of(views, starts) ? "no worker is up yet" : "no worker is alive"};
}

}  // namespace gradevault::serve
