#include "hop.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "easy_handle.hpp"
#include "watched_sockets.hpp"

namespace gradevault::outgoing {
namespace {

constexpr std::size_t mostHeaderBytes = 64 << 10;

/// What happens while one answer arrives. The callbacks do not throw into libcurl.
class Arrival {
 public:
  Arrival(CURL* easy, const HopRequest& request) : easy_(easy), request_(request) {}

  HopAnswer answer;
  std::optional<Refusal> refusal;
  bool unwanted = false;  ///< ended early because nobody wants the body

  static std::size_t onHeader(char* data, std::size_t, std::size_t bytes, void* self) {
    return static_cast<Arrival*>(self)->guarded([&](Arrival& a) {
      return a.header({data, bytes});
    })
               ? bytes
               : 0;
  }
  static std::size_t onBody(char* data, std::size_t, std::size_t bytes, void* self) {
    const bool good = static_cast<Arrival*>(self)->guarded([&](Arrival& a) { return a.body({data, bytes}); });
    return good ? bytes : bytes + 1;  // anything but `bytes` is an error; 0 would not be one for 0 bytes
  }
  static std::size_t onRead(char* data, std::size_t, std::size_t room, void* self) {
    return static_cast<Arrival*>(self)->read(data, room);
  }
  static int onSeek(void* self, curl_off_t offset, int origin) {
    if (origin != SEEK_SET || offset < 0) return CURL_SEEKFUNC_CANTSEEK;
    static_cast<Arrival*>(self)->sent_ = offset;
    return CURL_SEEKFUNC_OK;
  }
  static int onProgress(void* self, curl_off_t total, curl_off_t done, curl_off_t, curl_off_t) {
    auto& arrival = *static_cast<Arrival*>(self);
    const bool good = arrival.guarded([&](Arrival& a) {
      if (!a.request_.progress || a.request_.progress(done, total)) return true;
      a.refusal = Refusal{"cancelled", "cancelled by the caller", false};
      return false;
    });
    return good ? 0 : 1;
  }

 private:
  template <class Work>
  bool guarded(Work work) {
    try {
      return work(*this);
    } catch (const std::exception&) {
      refusal = Refusal{"write_failed", "out of memory while an answer arrived", true};
      return false;
    }
  }

  bool refuse(std::string code, std::string message) {
    refusal = Refusal{std::move(code), std::move(message), false};
    return false;
  }

  bool header(std::string_view line) {
    headerBytes_ += line.size();
    if (headerBytes_ > mostHeaderBytes) return refuse("too_large", "the answer's headers are over 64 KiB");
    if (line.starts_with("HTTP/")) answer.headers.clear();  // after a 1xx
    if (bodyBegun_) return true;                            // trailers say nothing here
    if (auto parsed = headerLine(line)) answer.headers.push_back(std::move(*parsed));
    // A body that nobody reads may be anything.
    if (request_.write && isCompressed(answer.headers))
      return refuse("compressed", "the answer is compressed, which was not asked for");
    return true;
  }

  bool body(std::string_view bytes) {
    if (!bodyBegun_) {
      bodyBegun_ = true;
      long status = 0;
      curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
      if (request_.wantsBody && !request_.wantsBody(static_cast<int>(status))) {
        unwanted = true;
        return false;
      }
    }
    received_ += static_cast<std::int64_t>(bytes.size());
    if (received_ > request_.maxBytes) {
      return refuse("too_large", "the answer is over " + std::to_string(request_.maxBytes) + " bytes");
    }
    if (request_.write && !request_.write(bytes))
      return refuse("write_failed", "the answer could not be written");
    return true;
  }

  std::size_t read(char* data, std::size_t room) {
    const std::int64_t left = request_.bodyBytes - sent_;
    room = std::min(room, static_cast<std::size_t>(std::max<std::int64_t>(left, 0)));
    if (request_.body) {
      std::memcpy(data, request_.body->data() + sent_, room);
      sent_ += static_cast<std::int64_t>(room);
      return room;
    }
    ssize_t count = 0;
    do {
      count = ::pread(request_.bodyDescriptor, data, room, sent_);
    } while (count < 0 && errno == EINTR);
    if (count < 0 || (count == 0 && room > 0)) {
      refusal = Refusal{"request_invalid", "the file to send could not be read to its end", false};
      return CURL_READFUNC_ABORT;
    }
    sent_ += count;
    return static_cast<std::size_t>(count);
  }

  CURL* easy_;
  const HopRequest& request_;
  std::size_t headerBytes_ = 0;
  bool bodyBegun_ = false;
  std::int64_t received_ = 0;
  std::int64_t sent_ = 0;
};

void describe(CURL* easy, const TargetUrl& url, const HopRequest& request, const curl_slist* headers) {
  curl_easy_setopt(easy, CURLOPT_CURLU, url.handle());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  if (request.method == "HEAD") {
    curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
  } else if (request.body || request.bodyDescriptor >= 0) {
    curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.bodyBytes));
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  } else {
    curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(std::max(1.0, request.connectSeconds * 1000)));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max(1.0, request.seconds * 1000)));
  curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.maxBytes));
  if (request.minRate > 0) {
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(request.minRate));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.rateSeconds));
  }
}

void listen(CURL* easy, Arrival& arrival) {
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Arrival::onHeader);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &arrival);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Arrival::onBody);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &arrival);
  curl_easy_setopt(easy, CURLOPT_READFUNCTION, &Arrival::onRead);
  curl_easy_setopt(easy, CURLOPT_READDATA, &arrival);
  curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, &Arrival::onSeek);
  curl_easy_setopt(easy, CURLOPT_SEEKDATA, &arrival);
  curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, &Arrival::onProgress);
  curl_easy_setopt(easy, CURLOPT_XFERINFODATA, &arrival);
  curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
}

/// libcurl has one code for "not in time" and "too slow".
Refusal ranOut(CURL* easy, const HopRequest& request, double elapsed) {
  curl_off_t connected = 0;
  curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &connected);
  // The library's clock and this one differ by a little.
  const bool atTheEnd = elapsed + 0.1 >= request.seconds;
  if (atTheEnd || (connected != 0 && request.minRate <= 0)) {
    return {"timed_out", "no whole answer in the time given", true};
  }
  if (connected == 0) return {"unreachable", "no connection in the time given", true};
  return {"too_slow",
          "the answer came at less than " + std::to_string(static_cast<long>(request.minRate)) + " bytes/s",
          true};
}

Refusal refusalFor(CURLcode code, CURL* easy, const HopRequest& request, double elapsed) {
  const std::string reason = curl_easy_strerror(code);
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return ranOut(easy, request, elapsed);
    case CURLE_FILESIZE_EXCEEDED:
      return {"too_large", "the answer is over " + std::to_string(request.maxBytes) + " bytes", false};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return {"tls_failed", reason, false};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
      return {"tls_failed", reason, true};
    case CURLE_URL_MALFORMAT:
      return {"url_invalid", reason, false};
    case CURLE_UNSUPPORTED_PROTOCOL:  // the scheme was judged before: an answer without HTTP's first line
      return {"unreachable", "the server does not speak HTTP/1", true};
    case CURLE_BAD_CONTENT_ENCODING:
      return {"compressed", reason, false};
    default:
      return {"unreachable", reason, true};
  }
}

}  // namespace

Answer<HopAnswer> askOnce(const AddressPolicy& policy, const TargetUrl& url, const HopRequest& request) {
  const auto headers = headerList(request.headers);
  if (!headers) return Refusal{"request_invalid", "a header of the request cannot be sent", false};
  // Before the handle: closing it closes its sockets.
  WatchedSockets sockets(policy);
  const EasyHandle handle = plainHandle();
  if (!handle) return Refusal{"unreachable", "out of memory", true};
  CURL* easy = handle.get();
  Arrival arrival(easy, request);
  sockets.install(easy);
  describe(easy, url, request, headers->get());
  listen(easy, arrival);

  const auto start = std::chrono::steady_clock::now();
  const CURLcode code = curl_easy_perform(easy);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  if (arrival.refusal) return *std::move(arrival.refusal);
  if (code != CURLE_OK && !arrival.unwanted) {
    if (sockets.refused()) {
      return Refusal{"address_refused", "the URL's address is not one that may be reached", false};
    }
    return refusalFor(code, easy, request, elapsed.count());
  }
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  arrival.answer.status = static_cast<int>(status);
  return std::move(arrival.answer);
}

}  // namespace gradevault::outgoing
