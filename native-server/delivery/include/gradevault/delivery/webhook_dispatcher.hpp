#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gradevault/delivery/webhook_secret.hpp"
#include "gradevault/jobs/outbox.hpp"
#include "gradevault/outgoing/http_client.hpp"

namespace gradevault::delivery {

struct WebhookSettings {
  std::vector<WebhookSecret> secrets;  ///< at least one; all of them sign
  int senders = 16;                    ///< messages under way at once
  int perReceiver = 2;                 ///< of these, to one scheme, host and port
  double timeoutSeconds = 15;
  jobs::Milliseconds lease = 60'000;  ///< how long a message is ours once taken; two time-outs at least
  jobs::Milliseconds poll = 1000;     ///< between looks into the outbox
};

/// One try, for logs and metrics: no URL, no body, no secret.
struct WebhookTry {
  enum class Outcome { delivered, postponed, givenUp } outcome = Outcome::delivered;
  std::string id;
  std::string job;
  std::string reason;  ///< of a failure: status_<n> or a code of outgoing::Refusal
  int tries = 0;       ///< with this one
  jobs::Milliseconds next = 0;
};

/// Sends what the outbox holds. 2xx: delivered. 410, or a URL that can never work: given up. Anything else is
/// tried again after 5 s, 5 min, 30 min, 2, 5 and 10 hours (each up to a tenth sooner or later, later if the
/// receiver's Retry-After says so), and given up when a try fails 24 hours or more after the message was
/// made. Id and body are the same on every try, the timestamp and the signatures are the try's own. A
/// receiver may hear a message twice (when we die before we note its answer); the id tells. Redirects are not
/// followed. One slow receiver holds its own messages only.
class WebhookDispatcher {
 public:
  /// All of them must outlive it. `tried` is called from the senders' threads, `failed` with the reason when
  /// the outbox cannot be read or written.
  WebhookDispatcher(jobs::Outbox& outbox, const outgoing::HttpClient& client, WebhookSettings settings,
                    const jobs::WallClock& clock, std::function<void(const WebhookTry&)> tried = {},
                    std::function<void(const Error&)> failed = {});
  /// Stops.
  ~WebhookDispatcher();
  WebhookDispatcher(const WebhookDispatcher&) = delete;
  WebhookDispatcher& operator=(const WebhookDispatcher&) = delete;

  void start();
  /// Breaks off what is under way (within about a second); it is sent again when its lease has run out.
  void stop();

 private:
  class Senders;
  std::unique_ptr<Senders> senders_;
};

}  // namespace gradevault::delivery
