#include "exchange.hpp"

#include <httplib.h>

#include <limits>

#include "answering_call.hpp"
#include "client_stream.hpp"
#include "file_answer.hpp"
#include "header_syntax.hpp"
#include "plain_answer.hpp"
#include "standing_headers.hpp"

namespace gradevault::http {
namespace {

constexpr std::size_t kFilePiece = 64 << 10;

Refusal internalRefusal() {
  return {500, "internal", "Something went wrong on the server",
          "Try again later; the server's log says more", false};
}

/// Whether a handler's headers can be sent: what a client made up must not become a header of its own.
bool sound(const Reply& reply) {
  for (const auto& [name, value] : reply.headers) {
    if (!isToken(name) || !isFieldValue(value)) return false;
  }
  return reply.status >= 200 && reply.status < 600 && isFieldValue(reply.mediaType);
}

bool has(const Headers& headers, std::string_view name) {
  for (const auto& header : headers) {
    if (equalIgnoringCase(header.first, name)) return true;
  }
  return false;
}

}  // namespace

/// httplib's server without its sockets: `process_request` reads a body, writes an answer and its ranges by
/// the stream that it is given. What one request needs hangs on `turn_` while it lasts.
class Exchange::Engine final : public httplib::Server {
 public:
  explicit Engine(const ServerSettings& settings) : settings_(settings) {
    svr_sock_ = 0;  // never used; -1 would mean that the server is stopping
    set_header_writer(
        [this](httplib::Stream& stream, httplib::Headers& headers) { return writeHead(stream, headers); });
    set_pre_routing_handler([this](const httplib::Request&, httplib::Response& response) {
      if (turn_->request.head.hasBody()) return HandlerResponse::Unhandled;
      respond(response, nullptr);
      return HandlerResponse::Handled;
    });
    // With a parameter in its path httplib compares strings; it would compile a regular expression for every
    // thread, and libstdc++ does that with a table that it fills without a lock (GCC bug 77704).
    Post("/:request", [this](const httplib::Request&, httplib::Response& response,
                             const httplib::ContentReader& reader) { respond(response, &reader); });
  }

  Exchanged answer(Connection& connection, const Request& request, const std::atomic<bool>& stopping) {
    BodySource source(connection, request, settings_);
    ClientStream stream(connection, request, settings_, source);
    Turn turn{connection, request, stopping, source, stream};
    turn_ = &turn;
    // The exact limit is AnsweringCall's; httplib's counts in a larger step and would answer without a word.
    const auto limit = std::max<std::int64_t>(request.match.route->maxBody, 0);
    set_payload_max_length(
        static_cast<std::size_t>(std::min(limit, std::numeric_limits<std::int64_t>::max() / 2)) + (1 << 20));
    bool closed = false;
    const bool answered = process_request(stream, {}, 0, {}, 0, false, closed,
                                          [&](httplib::Request& parsed) { turn.parsed = &parsed; });
    turn_ = nullptr;
    Exchanged exchanged;
    exchanged.status = turn.status;
    exchanged.bytesIn = source.bytes();
    exchanged.bytesOut = stream.written();
    exchanged.reusable = answered && turn.keepAlive && source.complete() && !stream.broken();
    return exchanged;
  }

 private:
  struct Turn {
    Connection& connection;
    const Request& request;
    const std::atomic<bool>& stopping;
    BodySource& source;
    ClientStream& stream;
    httplib::Request* parsed = nullptr;
    int status = 500;
    bool keepAlive = false;
    bool file = false;
  };

  void respond(httplib::Response& response, const httplib::ContentReader* content) {
    auto reply = ask(content);
    if (!sound(reply)) reply = refusalReply(internalRefusal());
    if (const auto* file = std::get_if<FileBody>(&reply.body)) {
      fillFile(response, reply, *file);
    } else if (auto* events = std::get_if<EventStream>(&reply.body)) {
      fillEvents(response, reply, std::move(*events));
    } else {
      fillText(response, reply);
    }
    turn_->status = response.status;
    turn_->keepAlive = turn_->request.head.keepAlive && turn_->source.complete() && !turn_->stopping;
  }

  Reply ask(const httplib::ContentReader* content) {
    const auto& route = *turn_->request.match.route;
    AnsweringCall call(turn_->connection, turn_->request, turn_->source, [&](const auto& take) {
      return content != nullptr &&
             (*content)([&](const char* bytes, std::size_t size) { return take(std::span(bytes, size)); });
    });
    Reply reply;
    try {
      if (route.streams || call.collectBody().ok()) reply = route.handler(call);
    } catch (...) {  // its text is nobody's business outside; handlers log what they know
      reply = refusalReply(internalRefusal());
    }
    if (const auto refused = call.bodyRefusal()) return refusalReply(*refused);
    return reply;
  }

  static void addHeaders(httplib::Response& response, const Headers& headers) {
    for (const auto& [name, value] : headers) response.headers.emplace(name, value);
  }

  void fillText(httplib::Response& response, Reply& reply) {
    response.status = reply.status;
    addHeaders(response, reply.headers);
    if (!has(reply.headers, "Cache-Control")) response.set_header("Cache-Control", "no-store");
    if (reply.status == 204 || reply.status == 304) return;
    auto& text = std::get<std::string>(reply.body);
    if (!text.empty()) response.set_content(std::move(text), reply.mediaType);
  }

  void fillFile(httplib::Response& response, const Reply& reply, const FileBody& body) {
    auto answer = answerWithFile(body, turn_->request.head);
    if (!answer) {
      auto missing = problem(404, "not_found", "There is nothing here", "The file is not there any more");
      return fillText(response, missing);
    }
    if (answer->status == 416) {
      auto refused = problem(416, "range_not_satisfiable", "No such range", "Content-Range tells the size");
      refused.headers.insert(refused.headers.end(), answer->headers.begin(), answer->headers.end());
      return fillText(response, refused);
    }
    turn_->file = true;
    response.status = answer->status == 200 ? reply.status : answer->status;
    addHeaders(response, reply.headers);
    addHeaders(response, answer->headers);
    if (answer->status == 304) return;
    for (const auto& range : answer->ranges) turn_->parsed->ranges.emplace_back(range.first, range.last);
    const auto type = body.mediaType.empty() ? std::string("application/octet-stream") : body.mediaType;
    response.set_header("Content-Type", isFieldValue(type) ? type : "application/octet-stream");
    auto file = std::make_shared<process::FileDescriptor>(std::move(answer->file));
    auto piece = std::make_shared<std::string>(kFilePiece, '\0');
    response.content_length_ = static_cast<std::size_t>(answer->size);
    if (answer->size == 0) return;
    response.content_provider_ = [file, piece](std::size_t offset, std::size_t length,
                                               httplib::DataSink& sink) {
      const auto count = readAt(file->number(), piece->data(), std::min(length, piece->size()),
                                static_cast<std::int64_t>(offset));
      return count > 0 && sink.write(piece->data(), static_cast<std::size_t>(count));
    };
  }

  void fillEvents(httplib::Response& response, const Reply& reply, EventStream events) {
    response.status = reply.status;
    addHeaders(response, reply.headers);
    if (!has(reply.headers, "Cache-Control")) response.set_header("Cache-Control", "no-store");
    response.set_header("X-Accel-Buffering", "no");  // a proxy must not collect events
    auto run = [this, stream = std::move(events)](std::size_t, httplib::DataSink& sink) {
      const auto alive = [this] { return !turn_->stopping && turn_->stream.is_peer_alive(); };
      const auto write = [&](std::string_view text) {
        return alive() && (text.empty() || sink.write(text.data(), text.size()));
      };
      try {
        stream.run(write, alive);
      } catch (...) {
        return false;
      }
      sink.done();
      return true;
    };
    const auto type =
        reply.mediaType == Reply().mediaType ? std::string("text/event-stream") : reply.mediaType;
    if (turn_->request.head.version10) {
      response.set_content_provider(type, std::move(run));
    } else {
      response.set_chunked_content_provider(type, std::move(run));
    }
  }

  ssize_t writeHead(httplib::Stream& stream, const httplib::Headers& headers) {
    std::string out;
    const auto add = [&](std::string_view name, std::string_view value) {
      out.append(name).append(": ").append(value).append("\r\n");
    };
    const bool empty = turn_->status == 204 || turn_->status == 304;
    for (const auto& [name, value] : headers) {
      // httplib's own ideas of when a connection ends, and of what HEAD accepts.
      if (equalIgnoringCase(name, "Connection") || equalIgnoringCase(name, "Keep-Alive")) continue;
      if (!turn_->file && equalIgnoringCase(name, "Accept-Ranges")) continue;
      if (empty && equalIgnoringCase(name, "Content-Length")) continue;
      add(name, value);
    }
    const auto& request = turn_->request;
    for (const auto& [name, value] :
         standingHeaders(settings_, request.match.route->kind, request.head.value("Origin"))) {
      add(name, value);
    }
    if (!turn_->keepAlive || request.head.version10)
      add("Connection", turn_->keepAlive ? "keep-alive" : "close");
    out.append("\r\n");
    return stream.write(out);
  }

  const ServerSettings& settings_;
  Turn* turn_ = nullptr;
};

Exchange::Exchange(const ServerSettings& settings) : engine_(std::make_unique<Engine>(settings)) {}
Exchange::~Exchange() = default;

Exchanged Exchange::answer(Connection& connection, const Request& request,
                           const std::atomic<bool>& stopping) {
  return engine_->answer(connection, request, stopping);
}

}  // namespace gradevault::http
