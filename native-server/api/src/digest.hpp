#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace gradevault::api {

/// A digest that is fed piece by piece, at the speed of the machine's own instructions for it (OpenSSL).
class Digest {
 public:
  enum class Algorithm { sha1, sha256, md5 };
  /// sha1, sha256, md5: the names that tus has for them.
  [[nodiscard]] static std::optional<Algorithm> algorithm(std::string_view name);

  explicit Digest(Algorithm algorithm);
  void update(std::span<const char> bytes);
  /// The raw bytes of the digest of all that was fed. Call once.
  [[nodiscard]] std::string finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

[[nodiscard]] std::string hex(std::string_view bytes);

}  // namespace gradevault::api
