// delivery_probe s3|supabase|progress|webhooks SETTINGS: does what comes as a JSON object a line, and says
// how it went, a line each.
#include <chrono>
#include <iostream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "gradevault/delivery/make_sink.hpp"
#include "gradevault/delivery/supabase_progress.hpp"
#include "gradevault/delivery/webhook_dispatcher.hpp"
#include "memory_outbox.hpp"

namespace {

using namespace gradevault;
using Json = nlohmann::json;

void say(const Status& status) {
  std::cout << Json{{"error", status.ok() ? "" : std::string(name(status.error().code))},
                    {"message", status.ok() ? "" : status.error().message}}
            << std::endl;
}

int runSink(const delivery::SinkSettings& settings) {
  const auto sink = delivery::makeSink(settings);
  if (!sink.ok()) {
    say(sink.error());
    return 1;
  }
  for (std::string line; std::getline(std::cin, line);) {
    const Json asked = Json::parse(line);
    const std::string what = asked.at("do");
    const std::string prefix = asked.at("prefix");
    if (what == "put") say((*sink)->put(asked.at("folder").get<std::string>(), prefix));
    if (what == "remove") say((*sink)->remove(prefix));
    if (what == "fetch") say((*sink)->fetch(prefix, asked.at("name"), asked.at("file").get<std::string>()));
  }
  return 0;
}

int runProgress(const Json& settings) {
  delivery::SupabaseProgressSettings own;
  own.url = settings.at("url");
  own.serviceKey = settings.at("key");
  own.table = settings.at("table");
  own.interval = settings.at("interval");
  const jobs::SystemWallClock clock;
  auto progress = delivery::SupabaseProgress::start(own, clock, [](const Error& error) { say(error); });
  if (!progress.ok()) {
    say(progress.error());
    return 1;
  }
  for (std::string line; std::getline(std::cin, line);) {
    const Json asked = Json::parse(line);
    if (asked.contains("sleep")) {
      std::this_thread::sleep_for(std::chrono::milliseconds(asked["sleep"].get<int>()));
    } else {
      (*progress)->tell(asked.at("job"), asked.at("status"), asked.at("stage"), asked.at("percent"));
    }
  }
  return 0;
}

/// Delivers all, and lets the clock jump over what is to be waited for.
int runWebhooks(const Json& settings) {
  const auto policy = outgoing::addressPolicy(settings.at("allow").get<std::vector<std::string>>());
  auto secrets = delivery::webhookSecrets(settings.at("secrets").get<std::string>());
  if (!policy.ok() || !secrets.ok()) return 1;
  HandClock clock(jobs::SystemWallClock().now());
  MemoryOutbox outbox(clock);
  for (const Json& one : settings.at("deliveries")) outbox.add(one.at("id"), one.at("url"), one.at("body"));
  const outgoing::HttpClient client(*policy);
  delivery::WebhookSettings own;
  own.secrets = std::move(secrets).value();
  own.poll = 20;
  std::mutex mutex;
  delivery::WebhookDispatcher dispatcher(outbox, client, own, clock, [&](const delivery::WebhookTry& made) {
    const std::lock_guard lock(mutex);
    std::cout << Json{{"id", made.id},
                      {"outcome", static_cast<int>(made.outcome)},
                      {"reason", made.reason},
                      {"tries", made.tries}}
              << std::endl;
  });
  dispatcher.start();
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  for (int turn = 0; *outbox.waiting() > 0 && std::chrono::steady_clock::now() < end; ++turn) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    // Ten times as fast as time: enough for the first retry, and within a receiver's tolerance of five
    // minutes.
    if (turn % 5 == 4) clock.advance(1000);
  }
  return *outbox.waiting() == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const std::string kind = arguments[1];
  const Json settings = Json::parse(arguments[2]);
  if (kind == "progress") return runProgress(settings);
  if (kind == "webhooks") return runWebhooks(settings);
  delivery::SinkSettings sink;
  if (kind == "s3") {
    sink.kind = delivery::SinkSettings::Kind::s3;
    sink.s3 = {settings.at("endpoint"), settings.at("region"),
               settings.at("bucket"),   settings.at("keyId"),
               settings.at("secret"),   "",
               settings.at("prefix"),   settings.value("pathStyle", true)};
  } else {
    sink.kind = delivery::SinkSettings::Kind::supabase;
    sink.supabase = {settings.at("url"), settings.at("key"), settings.at("bucket"), settings.at("prefix")};
  }
  return runSink(sink);
}
