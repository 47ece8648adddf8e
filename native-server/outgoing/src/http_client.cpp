#include "gradevault/outgoing/http_client.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "redirects.hpp"

namespace gradevault::outgoing {
namespace {

/// A file to send, open as long as it is sent.
class SentFile {
 public:
  explicit SentFile(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat facts {};
    if (descriptor_ >= 0 && ::fstat(descriptor_, &facts) == 0 && S_ISREG(facts.st_mode))
      bytes_ = facts.st_size;
  }
  ~SentFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  SentFile(const SentFile&) = delete;
  SentFile& operator=(const SentFile&) = delete;

  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
  [[nodiscard]] std::int64_t bytes() const noexcept { return bytes_; }  ///< −1: no plain file

 private:
  int descriptor_;
  std::int64_t bytes_ = -1;
};

bool hasBody(const Request& request) {
  return !request.body.empty() || request.method == "POST" || request.method == "PUT" ||
         request.method == "PATCH";
}

}  // namespace

std::optional<Refusal> refusedByForm(const AddressPolicy& policy, std::string_view url) {
  auto target = TargetUrl::read(url, policy);
  if (auto* refusal = std::get_if<Refusal>(&target)) return std::move(*refusal);
  return std::nullopt;
}

HttpClient::HttpClient(AddressPolicy policy) : policy_(std::move(policy)) {}

Answer<Response> HttpClient::send(const Request& request) const {
  HopRequest hop;
  hop.method = request.method;
  hop.headers = request.headers;
  hop.connectSeconds = request.connectSeconds;
  hop.seconds = request.totalSeconds;
  hop.maxBytes = request.maxBytes;
  if (request.proceed) {
    hop.progress = [&request](std::int64_t, std::int64_t) { return request.proceed(); };
  }
  std::optional<SentFile> file;
  if (!request.bodyFile.empty()) {
    file.emplace(request.bodyFile);
    if (file->bytes() < 0) return Refusal{"request_invalid", "the file to send cannot be opened", false};
    hop.bodyDescriptor = file->descriptor();
    hop.bodyBytes = file->bytes();
  } else if (hasBody(request)) {
    hop.body = request.body;
    hop.bodyBytes = static_cast<std::int64_t>(request.body.size());
  }
  Response response;
  if (request.wantsBody) {
    hop.write = [&response](std::string_view bytes) {
      response.body += bytes;
      return true;
    };
  } else {
    hop.wantsBody = [](int) { return false; };
  }
  auto answer = ask(policy_, request.url, std::move(hop), request.redirects);
  if (auto* refusal = std::get_if<Refusal>(&answer)) return std::move(*refusal);
  auto& good = std::get<HopAnswer>(answer);
  response.status = good.status;
  response.headers = std::move(good.headers);
  return response;
}

}  // namespace gradevault::outgoing
