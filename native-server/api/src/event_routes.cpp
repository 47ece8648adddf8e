#include <charconv>

#include "problems.hpp"
#include "routes.hpp"

namespace gradevault::api {
namespace {

constexpr int eventsARead = 500;

bool endsAll(const jobs::Event& event) {
  const auto state = jobs::jobState(event.type);
  return state && jobs::isFinal(*state);
}

/// As the browser's EventSource reads it. The data is one line of JSON; a line break in it would end it.
std::string asText(const jobs::Event& event) {
  std::string data = event.data;
  std::erase_if(data, [](char letter) { return letter == '\n' || letter == '\r'; });
  return "id: " + std::to_string(event.number) + "\nevent: " + event.type + "\ndata: " + data + "\n\n";
}

/// Number of the last event that the client has; by header (EventSource sends it on reconnecting) or query.
std::optional<std::int64_t> lastSeen(const http::Call& call) {
  std::optional<std::string> text = call.header("Last-Event-ID");
  if (!text) text = call.query("lastEventId");
  if (!text || text->empty()) return 0;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || number < 0) return std::nullopt;
  return number;
}

/// Writes events as they come until the job has ended, the client is gone, or the server stops.
class Stream {
 public:
  Stream(const Context& context, const std::string& job, std::int64_t after)
      : context_(context), listener_(context.hub.listen(job)), after_(after) {}

  void run(const std::function<bool(std::string_view)>& write, const std::function<bool()>& alive) {
    if (!write("retry: 2000\n\n")) return;
    while (alive() && !context_.hub.stopped()) {
      const auto events = listener_.next(after_, context_.settings.keepAliveSeconds);
      if (!events.ok()) {
        if (context_.services.complain) context_.services.complain(events.error().message);
        return;  // the client comes back with what it has seen
      }
      if (events->empty() && !write(": keep-alive\n\n")) return;
      std::string text;
      bool ended = false;
      for (const jobs::Event& event : *events) {
        text += asText(event);
        after_ = event.number;
        ended = endsAll(event);  // only the last counts: a person may have queued the job again after an end
      }
      if (!text.empty() && !write(text)) return;
      if (ended && events->size() < static_cast<std::size_t>(eventsARead)) return;
    }
  }

 private:
  const Context& context_;
  EventHub::Listener listener_;
  std::int64_t after_;
};

http::Reply listen(const Context& context, const http::Call& call, const Caller& caller) {
  const std::string id = call.parameter("id");
  const auto after = lastSeen(call);
  if (!after) return problems::invalidRequest("Last-Event-ID: expected the number of an event");
  const auto job = context.services.store.jobs().find(id);
  if (!job.ok()) return context.failed(job.error());
  if (!*job || !caller.sees((*job)->request.owner)) return problems::notFound("analysis");
  http::Reply reply;
  if (jobs::isFinal((*job)->state)) {
    const auto left = context.services.store.jobs().events(id, *after, 1);
    if (!left.ok()) return context.failed(left.error());
    if (left->empty()) {
      reply.status = 204;  // tells an EventSource not to come back
      return reply;
    }
  }
  reply.mediaType = "text/event-stream";
  reply.headers.emplace_back("Cache-Control", "no-store");
  reply.headers.emplace_back("X-Accel-Buffering", "no");  // a proxy in front is not to hold events back
  const auto stream = std::make_shared<Stream>(context, id, *after);
  reply.body =
      http::EventStream{[stream](const auto& write, const auto& alive) { stream->run(write, alive); }};
  return reply;
}

}  // namespace

std::vector<http::Route> eventRoutes(const Context& context) {
  http::Route route{.method = "GET",
                    .pattern = "/v1/analyses/{id}/events",
                    .kind = http::RouteClass::events,
                    .maxBody = 0,
                    .handler = nullptr};
  route.handler = withKeyOrLink(context, "analyses:read", [&context](http::Call& call, const Caller& caller) {
    return listen(context, call, caller);
  });
  return {route};
}

}  // namespace gradevault::api
