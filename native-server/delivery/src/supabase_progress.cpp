#include "gradevault/delivery/supabase_progress.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "storage_call.hpp"
#include "supabase_sink.hpp"
#include "uri_encoding.hpp"

namespace gradevault::delivery {
namespace {

using Json = nlohmann::json;

constexpr std::size_t mostWaiting = 10'000;
constexpr std::size_t mostAtOnce = 500;
constexpr double lastSeconds = 2;
constexpr jobs::Milliseconds longestPause = 60'000;

}  // namespace

class SupabaseProgress::Sender {
 public:
  Sender(SupabaseProgressSettings settings, const jobs::WallClock& clock,
         std::function<void(const Error&)> failed)
      : settings_(std::move(settings)),
        clock_(clock),
        failed_(std::move(failed)),
        client_(operatorsClient()) {
    thread_ = std::thread([this] { run(); });
  }

  ~Sender() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  void tell(const std::string& job, const std::string& status, const std::string& stage, int percent) {
    Json row = {{"id", job},
                {"status", status},
                {"stage", stage},
                {"percent", std::clamp(percent, 0, 100)},
                {"updated_at", jobs::rfc3339(clock_.now())}};
    {
      const std::lock_guard lock(mutex_);
      if (rows_.size() >= mostWaiting && !rows_.contains(job)) return;
      rows_[job] = std::move(row);
    }
    changed_.notify_all();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    jobs::Milliseconds pause = settings_.interval;
    while (!stopping_) {
      changed_.wait(lock, [this] { return stopping_ || !rows_.empty(); });
      if (stopping_) break;
      const bool written = write(lock, settings_.timeoutSeconds);
      // A service that is down is asked less and less often.
      pause = written ? settings_.interval : std::min(2 * pause, std::max(longestPause, settings_.interval));
      changed_.wait_for(lock, std::chrono::milliseconds(pause), [this] { return stopping_.load(); });
    }
    if (!rows_.empty()) (void)write(lock, lastSeconds);
  }

  /// Sends what waits; puts back what could not be sent and is not out of date meanwhile.
  [[nodiscard]] bool write(std::unique_lock<std::mutex>& lock, double seconds) {
    std::map<std::string, Json> sent;
    while (!rows_.empty() && sent.size() < mostAtOnce) sent.insert(rows_.extract(rows_.begin()));
    lock.unlock();
    const auto answer = client_.send(requestFor(sent, seconds));
    std::string reason;
    if (const auto* refusal = std::get_if<outgoing::Refusal>(&answer)) {
      reason = refusal->code;
    } else if (const int status = std::get<outgoing::Response>(answer).status; status < 200 || status > 299) {
      reason = "status " + std::to_string(status);
    }
    // Broken off by the end, after which one last write follows: no failure yet.
    if (!reason.empty() && reason != "cancelled" && failed_) {
      failed_({ErrorCode::write_failed, "progress rows to Supabase failed: " + reason});
    }
    lock.lock();
    if (!reason.empty()) rows_.merge(sent);
    return reason.empty();
  }

  [[nodiscard]] outgoing::Request requestFor(const std::map<std::string, Json>& rows, double seconds) const {
    Json body = Json::array();
    for (const auto& [job, row] : rows) body.push_back(row);
    outgoing::Request request;
    request.method = "POST";
    request.url = settings_.url + "/rest/v1/" + uriEncoded(settings_.table) + "?on_conflict=id";
    request.headers = {{"Authorization", "Bearer " + settings_.serviceKey},
                       {"apikey", settings_.serviceKey},
                       {"Content-Type", "application/json"},
                       {"Prefer", "resolution=merge-duplicates,return=minimal"}};
    // A byte that is no UTF-8 shall not end the thread.
    request.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    request.totalSeconds = seconds;
    // Also breaks off a write that hangs when the server stops; the last one has its own short limit.
    request.proceed = [this, seconds] { return !stopping_ || seconds <= lastSeconds; };
    request.wantsBody = false;
    return request;
  }

  const SupabaseProgressSettings settings_;
  const jobs::WallClock& clock_;
  const std::function<void(const Error&)> failed_;
  const outgoing::HttpClient client_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<bool> stopping_ = false;
  std::map<std::string, Json> rows_;  ///< by job: the latest of each
  std::thread thread_;
};

Result<std::unique_ptr<SupabaseProgress>> SupabaseProgress::start(const SupabaseProgressSettings& settings,
                                                                  const jobs::WallClock& clock,
                                                                  std::function<void(const Error&)> failed) {
  auto origin = supabaseOrigin(settings.url);
  if (!origin.ok()) return origin.error();
  if (settings.serviceKey.empty())
    return Error{ErrorCode::invalid_argument, "Supabase: no service key is given"};
  if (settings.table.empty()) return Error{ErrorCode::invalid_argument, "Supabase: no table is named"};
  SupabaseProgressSettings own = settings;
  own.url = *origin;
  return std::unique_ptr<SupabaseProgress>(
      new SupabaseProgress(std::make_unique<Sender>(std::move(own), clock, std::move(failed))));
}

SupabaseProgress::SupabaseProgress(std::unique_ptr<Sender> sender) : sender_(std::move(sender)) {}

SupabaseProgress::~SupabaseProgress() = default;

void SupabaseProgress::tell(const std::string& job, const std::string& status, const std::string& stage,
                            int percent) {
  sender_->tell(job, status, stage, percent);
}

}  // namespace gradevault::delivery
