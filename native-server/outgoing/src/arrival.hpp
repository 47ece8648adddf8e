#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hop.hpp"

namespace gradevault::outgoing {

/// One exchange as libcurl's callbacks see it: what is sent, what arrives, and the first reason to break off.
/// Nothing is thrown into libcurl.
class Arrival {
 public:
  /// Both must outlive it.
  Arrival(CURL* easy, const HopRequest& request) : easy_(easy), request_(request) {}
  Arrival(const Arrival&) = delete;
  Arrival& operator=(const Arrival&) = delete;

  /// Makes the handle call this object.
  void install();

  HopAnswer answer;
  std::optional<Refusal> refusal;
  bool unwanted = false;  ///< ended early because nobody wants the body

 private:
  static std::size_t onHeader(char* data, std::size_t one, std::size_t bytes, void* self);
  static std::size_t onBody(char* data, std::size_t one, std::size_t bytes, void* self);
  static std::size_t onRead(char* data, std::size_t one, std::size_t room, void* self);
  static int onSeek(void* self, curl_off_t offset, int origin);
  static int onProgress(void* self, curl_off_t total, curl_off_t done, curl_off_t, curl_off_t);

  template <class Work>
  bool guarded(Work work);
  bool refuse(std::string code, std::string message);
  bool header(std::string_view line);
  bool body(std::string_view bytes);
  std::size_t read(char* data, std::size_t room);

  CURL* easy_;
  const HopRequest& request_;
  std::size_t headerBytes_ = 0;
  bool bodyBegun_ = false;
  std::int64_t received_ = 0;
  std::int64_t sent_ = 0;
};

}  // namespace gradevault::outgoing
