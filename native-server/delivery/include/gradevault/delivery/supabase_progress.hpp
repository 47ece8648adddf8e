#pragma once

#include <functional>
#include <memory>
#include <string>

#include "gradevault/delivery/supabase_settings.hpp"
#include "gradevault/jobs/wall_clock.hpp"
#include "gradevault/result.hpp"

namespace gradevault::delivery {

struct SupabaseProgressSettings {
  std::string url;                 ///< "https://<project>.supabase.co"
  std::string serviceKey;          ///< of the role service_role
  std::string table = "analyses";  ///< columns id (text, primary key), status, stage (text), percent (int2 or
                                   ///< wider), updated_at (timestamptz)
  jobs::Milliseconds interval = 1000;  ///< between two writes at least
  double timeoutSeconds = 10;
};

/// Rows of a table in Supabase that a page may watch: one a job, written over as the job goes on. What is
/// told between two writes is merged to the latest of each job, and several jobs go in one request. It never
/// holds a job: `tell` only notes, a thread of its own sends; a write that fails is reported and what it
/// would have written waits for the next one, after pauses that double up to a minute (at most 10,000 jobs;
/// beyond it the newest are dropped).
class SupabaseProgress {
 public:
  /// `clock` must outlive it. `failed` hears each failure, from the sending thread. Errors: invalid_argument.
  [[nodiscard]] static Result<std::unique_ptr<SupabaseProgress>> start(
      const SupabaseProgressSettings& settings, const jobs::WallClock& clock,
      std::function<void(const Error&)> failed);
  /// Makes one last try to write what waits, in 2 s at most.
  ~SupabaseProgress();
  SupabaseProgress(const SupabaseProgress&) = delete;
  SupabaseProgress& operator=(const SupabaseProgress&) = delete;

  /// `status` as in jobs::JobState, `percent` from 0 to 100.
  void tell(const std::string& job, const std::string& status, const std::string& stage, int percent);

 private:
  class Sender;
  explicit SupabaseProgress(std::unique_ptr<Sender> sender);
  std::unique_ptr<Sender> sender_;
};

}  // namespace gradevault::delivery
