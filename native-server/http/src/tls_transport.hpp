#pragma once

#include <openssl/ssl.h>

#include <filesystem>
#include <memory>

#include "gradevault/result.hpp"
#include "transport.hpp"

namespace gradevault::http {

struct SslContextDeleter {
  void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
};
using SslContext = std::unique_ptr<SSL_CTX, SslContextDeleter>;

/// TLS 1.2 and 1.3 with this certificate chain and key (PEM). Errors: invalid_argument, saying which file is
/// at fault.
[[nodiscard]] Result<SslContext> makeSslContext(const std::filesystem::path& certificate,
                                                const std::filesystem::path& privateKey);

/// nullptr where OpenSSL has no memory for it.
[[nodiscard]] std::unique_ptr<Transport> makeTlsTransport(SSL_CTX& context, process::FileDescriptor socket);

}  // namespace gradevault::http
