#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "gradevault/result.hpp"

/// HTTP for the rest of the server, without a word of the library that speaks it: this folder is the only one
/// that includes cpp-httplib.
namespace gradevault::http {

/// Requests of one class are admitted up to that class's limit at a time, so that none starves another.
enum class RouteClass {
  control,   ///< health and readiness: always admitted
  api,       ///< short requests
  waiting,   ///< calls that wait for an analysis
  upload,    ///< bodies that are read as a stream
  download,  ///< files
  events,    ///< server-sent events
};

struct Headers : std::vector<std::pair<std::string, std::string>> {
  using vector::vector;
};

/// One request while it is answered. Valid during the handler's call (an EventStream's, a Download's are
/// their own).
class Call {
 public:
  virtual ~Call() = default;
  [[nodiscard]] virtual std::string_view method() const = 0;
  [[nodiscard]] virtual std::string_view path() const = 0;
  /// What stands for `{name}` in the route's pattern, percent-decoded.
  [[nodiscard]] virtual std::string parameter(std::string_view name) const = 0;
  [[nodiscard]] virtual std::optional<std::string> query(std::string_view name) const = 0;
  /// A header that came once; absent also when it came several times (`headerCount` tells).
  [[nodiscard]] virtual std::optional<std::string> header(std::string_view name) const = 0;
  [[nodiscard]] virtual int headerCount(std::string_view name) const = 0;
  /// Path and query as sent, for signatures.
  [[nodiscard]] virtual std::string target() const = 0;
  /// The client's address, without the port.
  [[nodiscard]] virtual std::string peer() const = 0;
  [[nodiscard]] virtual bool secure() const = 0;  ///< came by TLS
  /// The body, for routes that do not stream.
  [[nodiscard]] virtual const std::string& body() const = 0;
  /// For routes that stream: calls `take` with the pieces as they come; false from it stops. Errors:
  /// cancelled when the client went away, was too slow, sent more than the route allows or nonsense; its
  /// answer is then 408, 413 or 400 whatever the handler returns. Once.
  [[nodiscard]] virtual Status readBody(const std::function<bool(std::span<const char>)>& take) = 0;
  /// For multipart/form-data on routes that stream: `part` says what comes next, `take` gets its bytes; false
  /// from either stops. Also invalid_argument: the body is not multipart/form-data.
  struct Part {
    std::string name;
    std::string fileName;
    std::string mediaType;
  };
  [[nodiscard]] virtual Status readParts(const std::function<bool(const Part&)>& part,
                                         const std::function<bool(std::span<const char>)>& take) = 0;
  /// Whether the client is still there, for calls that wait.
  [[nodiscard]] virtual bool connected() const = 0;
};

/// Sends a file with ranges, ETag and If-None-Match honoured.
struct FileBody {
  std::filesystem::path path;
  std::string mediaType;
  std::string etag;  ///< without quotes; empty: none
};
/// Gets a writer until it returns; `write` is false when the client is gone or the server stops.
struct EventStream {
  std::function<void(const std::function<bool(std::string_view)>& write, const std::function<bool()>& alive)>
      run;
};
struct Reply {
  int status = 200;
  Headers headers;
  std::string mediaType = "application/json";
  std::variant<std::string, FileBody, EventStream> body;
};
/// RFC 9457 application/problem+json: {type: "urn:gradevault:problem:<code>", title, status, detail, code,
/// …extra}. `code` is stable and in docs/openapi.json; `detail` is for people and holds no exception text, no
/// path, no address.
[[nodiscard]] Reply problem(int status, std::string_view code, std::string_view title,
                            std::string_view detail);

struct Route {
  std::string method;   ///< GET (HEAD follows), POST, PATCH, DELETE, OPTIONS, HEAD
  std::string pattern;  ///< "/v1/analyses/{id}"; a last part "{path...}" takes the rest
  RouteClass kind = RouteClass::api;
  std::int64_t maxBody = 1 << 20;  ///< bytes
  bool streams = false;            ///< the handler reads the body itself
  std::function<Reply(Call&)> handler;
};

/// Requests at a time; one more gets 503 with Retry-After.
struct ClassLimits {
  int control = 16;
  int api = 64;
  int waiting = 32;
  int upload = 32;
  int download = 64;
  int events = 256;
};
struct ServerSettings {
  std::string bind = "127.0.0.1";
  int port = 0;  ///< 0: any free one
  /// Open at a time; each is a file descriptor, not a thread: only a request whose head is complete, that has
  /// a route and is admitted by its class, takes a (small-stack) thread. One more closes the one that waits
  /// longest without a request, or is closed itself where all are busy.
  int connections = 800;
  ClassLimits classes;
  std::int64_t maxHeaderBytes = 16 << 10;  ///< request line and headers together
  std::int64_t maxTarget = 8 << 10;        ///< path and query
  int maxHeaders = 64;
  double headerSeconds = 10;    ///< for the whole head of a request
  double bodySeconds = 30;      ///< for a body that is not streamed
  double minUploadRate = 4096;  ///< bytes/s, after `uploadGrace`, for streamed bodies
  double uploadGrace = 10;      ///< s
  double keepAliveSeconds = 15;
  double stallSeconds = 20;       ///< without the client taking a byte of an answer
  double minDownloadRate = 1024;  ///< bytes/s, after `uploadGrace`, for answers other than event streams
  double requestsPerSecond = 50;  ///< a peer address, control and events aside; 0: no limit
  double requestBurst = 200;
  /// Exact addresses of reverse proxies: from them, X-Forwarded-For says who the peer is.
  std::vector<std::string> trustedProxies;
  /// Names and addresses (without port) that Host may hold, so that no foreign name can be pointed at this
  /// server from within a browser (DNS rebinding); empty: any.
  std::vector<std::string> allowedHosts;
  std::vector<std::string> corsOrigins;  ///< exact; empty: CORS off
  std::filesystem::path certificate;     ///< PEM; both or none: plain HTTP
  std::filesystem::path privateKey;
  bool isolation = true;  ///< Cross-Origin-Opener-Policy / Embedder-Policy / Resource-Policy on every answer
};

/// What happened, for logs and metrics; called after each request, from its thread, or from the one that
/// accepts connections when it was refused: must not block.
struct Served {
  std::string method;
  std::string route;  ///< the pattern, or empty when none matched
  RouteClass kind = RouteClass::api;
  int status = 0;
  double seconds = 0;
  std::int64_t bytesIn = 0;
  std::int64_t bytesOut = 0;
  std::string peer;
};

/// Compressed bodies, methods and paths that no route has, too much or too slow: refused with a problem
/// before a handler is called. What a handler throws becomes 500 `internal` without its text.
class Server {
 public:
  /// Errors: invalid_argument (address, certificate), unsupported (no TLS in this build), write_failed
  /// (address in use).
  [[nodiscard]] static Result<std::unique_ptr<Server>> start(
      const ServerSettings& settings, std::vector<Route> routes,
      std::function<void(const Served&)> served = nullptr);
  virtual ~Server() = default;  ///< as stop(5)
  [[nodiscard]] virtual int port() const = 0;
  /// Takes no new connection, lets requests end for `seconds`, then closes them.
  virtual void stop(double seconds) = 0;
  /// How many requests of a class are answered now.
  [[nodiscard]] virtual int active(RouteClass kind) const = 0;
};

}  // namespace gradevault::http
