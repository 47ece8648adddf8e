#include "digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace gradevault::api {

std::optional<Digest::Algorithm> Digest::algorithm(std::string_view name) {
  if (name == "sha1") return Algorithm::sha1;
  if (name == "sha256") return Algorithm::sha256;
  if (name == "md5") return Algorithm::md5;
  return std::nullopt;
}

void Digest::Free::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

Digest::Digest(Algorithm algorithm) : context_(EVP_MD_CTX_new()) {
  const EVP_MD* kind = algorithm == Algorithm::sha1  ? EVP_sha1()
                       : algorithm == Algorithm::md5 ? EVP_md5()
                                                     : EVP_sha256();
  // Not there in a build of OpenSSL that leaves an algorithm out; the request ends with an internal error
  // then.
  if (context_ == nullptr || EVP_DigestInit_ex(context_.get(), kind, nullptr) != 1)
    throw std::runtime_error("OpenSSL does not offer this digest");
}

void Digest::update(std::span<const char> bytes) {
  EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
}

std::string Digest::finish() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  EVP_DigestFinal_ex(context_.get(), bytes.data(), &size);
  return {reinterpret_cast<const char*>(bytes.data()), size};
}

std::string hex(std::string_view bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char letter : bytes) {
    const auto byte = static_cast<unsigned char>(letter);
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace gradevault::api
