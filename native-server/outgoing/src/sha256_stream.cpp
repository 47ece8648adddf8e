#include "sha256_stream.hpp"

#include <openssl/evp.h>

#include <array>

namespace gradevault::outgoing {

Sha256Stream::Sha256Stream()
    : context_(EVP_MD_CTX_new()),
      good_(context_ != nullptr && EVP_DigestInit_ex(context_, EVP_sha256(), nullptr) == 1) {}

Sha256Stream::~Sha256Stream() {
  EVP_MD_CTX_free(context_);
}

void Sha256Stream::update(std::string_view bytes) {
  good_ = good_ && EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1;
}

std::string Sha256Stream::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (!good_ || EVP_DigestFinal_ex(context_, digest.data(), &length) != 1) return {};
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    text += digits[digest[i] >> 4];
    text += digits[digest[i] & 15];
  }
  return text;
}

}  // namespace gradevault::outgoing
