#include "storage_call.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

namespace gradevault::delivery {
namespace {

constexpr std::array pauses = {std::chrono::milliseconds(300), std::chrono::milliseconds(1000),
                               std::chrono::milliseconds(3000)};
constexpr std::int64_t largestFile = std::int64_t{4} << 30;

Error failure(const std::string& what, const std::string& reason) {
  return {ErrorCode::write_failed, what + " failed: " + reason};
}

}  // namespace

outgoing::HttpClient operatorsClient() {
  outgoing::AddressPolicy anywhere;
  anywhere.allow = {"0.0.0.0/0", "::/0"};
  return outgoing::HttpClient(anywhere);
}

Result<outgoing::Response> askStorage(const outgoing::HttpClient& client, const MakeRequest& make,
                                      const std::string& what) {
  for (std::size_t tried = 0;; ++tried) {
    auto answer = client.send(make());
    auto* response = std::get_if<outgoing::Response>(&answer);
    const auto* refusal = std::get_if<outgoing::Refusal>(&answer);
    const bool later =
        response != nullptr ? response->status >= 500 || response->status == 429 : refusal->retryable;
    if (!later && response != nullptr) return std::move(*response);
    if (!later || tried == pauses.size()) {
      return failure(what,
                     response != nullptr ? "status " + std::to_string(response->status) : refusal->code);
    }
    std::this_thread::sleep_for(pauses[tried]);
  }
}

Status fetchFromStorage(const outgoing::HttpClient& client, const MakeRequest& make,
                        const std::filesystem::path& file, const std::string& what,
                        std::string_view alsoMissing) {
  const std::filesystem::path partial = file.string() + ".partial";
  for (std::size_t tried = 0;; ++tried) {
    const int descriptor = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return failure(what, std::generic_category().message(errno));
    const outgoing::Request request = make();
    outgoing::DownloadRequest download;
    download.url = request.url;
    download.headers = request.headers;
    download.descriptor = descriptor;
    download.maxBytes = largestFile;
    download.redirects = 0;
    const auto answer = client.download(download);
    ::close(descriptor);
    std::error_code error;
    const auto* refusal = std::get_if<outgoing::Refusal>(&answer);
    if (refusal == nullptr) {
      std::filesystem::rename(partial, file, error);
      return error ? Status(failure(what, error.message())) : Status();
    }
    std::filesystem::remove(partial, error);
    if (refusal->code == "status_404" || refusal->code == alsoMissing) {
      return Error{ErrorCode::unreadable_input, what + ": it is not there"};
    }
    if (!refusal->retryable || tried == pauses.size()) return failure(what, refusal->code);
    std::this_thread::sleep_for(pauses[tried]);
  }
}

Status expectSuccess(const outgoing::Response& response, const std::string& what) {
  if (response.status >= 200 && response.status < 300) return {};
  return failure(what, "status " + std::to_string(response.status));
}

bool isPlainKey(const std::string& text) {
  if (text.empty() || text.front() == '/' || text.find("//") != std::string::npos) return false;
  if (std::any_of(text.begin(), text.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) {
    return false;
  }
  const std::string framed = '/' + text + '/';
  return framed.find("/../") == std::string::npos && framed.find("/./") == std::string::npos;
}

}  // namespace gradevault::delivery
