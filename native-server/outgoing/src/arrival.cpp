#include "arrival.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace gradevault::outgoing {
namespace {

constexpr std::size_t mostHeaderBytes = 64 << 10;

}  // namespace

void Arrival::install() {
  curl_easy_setopt(easy_, CURLOPT_HEADERFUNCTION, &Arrival::onHeader);
  curl_easy_setopt(easy_, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, &Arrival::onBody);
  curl_easy_setopt(easy_, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy_, CURLOPT_READFUNCTION, &Arrival::onRead);
  curl_easy_setopt(easy_, CURLOPT_READDATA, this);
  curl_easy_setopt(easy_, CURLOPT_SEEKFUNCTION, &Arrival::onSeek);
  curl_easy_setopt(easy_, CURLOPT_SEEKDATA, this);
  curl_easy_setopt(easy_, CURLOPT_XFERINFOFUNCTION, &Arrival::onProgress);
  curl_easy_setopt(easy_, CURLOPT_XFERINFODATA, this);
  curl_easy_setopt(easy_, CURLOPT_NOPROGRESS, 0L);
}

template <class Work>
bool Arrival::guarded(Work work) {
  try {
    return work(*this);
  } catch (const std::exception&) {
    refusal = Refusal{"write_failed", "out of memory while an answer arrived", true};
    return false;
  }
}

bool Arrival::refuse(std::string code, std::string message) {
  refusal = Refusal{std::move(code), std::move(message), false};
  return false;
}

std::size_t Arrival::onHeader(char* data, std::size_t, std::size_t bytes, void* self) {
  const bool good = static_cast<Arrival*>(self)->guarded([&](Arrival& a) { return a.header({data, bytes}); });
  return good ? bytes : 0;
}

std::size_t Arrival::onBody(char* data, std::size_t, std::size_t bytes, void* self) {
  const bool good = static_cast<Arrival*>(self)->guarded([&](Arrival& a) { return a.body({data, bytes}); });
  return good ? bytes : bytes + 1;  // anything but `bytes` is an error; 0 would not be one for 0 bytes
}

std::size_t Arrival::onRead(char* data, std::size_t, std::size_t room, void* self) {
  return static_cast<Arrival*>(self)->read(data, room);
}

int Arrival::onSeek(void* self, curl_off_t offset, int origin) {
  if (origin != SEEK_SET || offset < 0) return CURL_SEEKFUNC_CANTSEEK;
  static_cast<Arrival*>(self)->sent_ = offset;
  return CURL_SEEKFUNC_OK;
}

int Arrival::onProgress(void* self, curl_off_t total, curl_off_t done, curl_off_t, curl_off_t) {
  auto& arrival = *static_cast<Arrival*>(self);
  const bool good = arrival.guarded([&](Arrival& a) {
    if (!a.request_.progress || a.request_.progress(done, total)) return true;
    a.refusal = Refusal{"cancelled", "cancelled by the caller", false};
    return false;
  });
  return good ? 0 : 1;
}

bool Arrival::header(std::string_view line) {
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

bool Arrival::body(std::string_view bytes) {
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

std::size_t Arrival::read(char* data, std::size_t room) {
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

}  // namespace gradevault::outgoing
