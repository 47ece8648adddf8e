#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace gradevault::outgoing {

/// SHA-256 by OpenSSL, which uses the processor's instructions for it: a capture may be gigabytes.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;

  void update(std::string_view bytes);
  /// 64 lower-case hex digits; empty when OpenSSL failed. Call once.
  [[nodiscard]] std::string hex();

 private:
  evp_md_ctx_st* context_;
  bool good_;
};

}  // namespace gradevault::outgoing
