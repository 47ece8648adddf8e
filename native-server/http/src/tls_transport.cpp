#include "tls_transport.hpp"

#include <openssl/err.h>

#include <algorithm>
#include <climits>
#include <fstream>

namespace gradevault::http {
namespace {

struct SslDeleter {
  void operator()(SSL* session) const noexcept { SSL_free(session); }
};

class TlsTransport final : public Transport {
 public:
  TlsTransport(std::unique_ptr<SSL, SslDeleter> session, process::FileDescriptor socket)
      : Transport(std::move(socket)), session_(std::move(session)) {}

  Wait handshake() override {
    ERR_clear_error();
    return waitAfter(SSL_accept(session_.get()));
  }
  Moved read(std::span<char> into) override {
    ERR_clear_error();
    const int count = SSL_read(session_.get(), into.data(), clamped(into.size()));
    if (count > 0) return {static_cast<std::size_t>(count), Wait::none};
    return {0, waitAfter(count)};
  }
  Moved write(std::string_view bytes) override {
    if (bytes.empty()) return {};
    ERR_clear_error();
    const int count = SSL_write(session_.get(), bytes.data(), clamped(bytes.size()));
    if (count > 0) return {static_cast<std::size_t>(count), Wait::none};
    return {0, waitAfter(count)};
  }
  void finish() override {
    ERR_clear_error();
    if (SSL_is_init_finished(session_.get()) == 1 && !broken_) SSL_shutdown(session_.get());
    Transport::finish();
  }
  bool secure() const noexcept override { return true; }

 private:
  static int clamped(std::size_t size) { return static_cast<int>(std::min<std::size_t>(size, INT_MAX)); }

  Wait waitAfter(int result) {
    if (result > 0) return Wait::none;
    switch (SSL_get_error(session_.get(), result)) {
      case SSL_ERROR_WANT_READ:
        return Wait::readable;
      case SSL_ERROR_WANT_WRITE:
        return Wait::writable;
      case SSL_ERROR_ZERO_RETURN:
        return Wait::ended;
      default:
        broken_ = true;
        return Wait::ended;
    }
  }

  std::unique_ptr<SSL, SslDeleter> session_;
  bool broken_ = false;  ///< after a fatal error OpenSSL must not be asked to say goodbye
};

bool readable(const std::filesystem::path& file) {
  return std::ifstream(file).good();
}

Error about(const std::filesystem::path& file, const std::string& what) {
  return {ErrorCode::invalid_argument, file.string() + ": " + what};
}

}  // namespace

Result<SslContext> makeSslContext(const std::filesystem::path& certificate,
                                  const std::filesystem::path& privateKey) {
  if (!readable(certificate)) return about(certificate, "the TLS certificate cannot be read");
  if (!readable(privateKey)) return about(privateKey, "the TLS key cannot be read");
  ERR_clear_error();
  SslContext context(SSL_CTX_new(TLS_server_method()));
  if (!context) return Error{ErrorCode::internal, "OpenSSL could not make a TLS context"};
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                         SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_IGNORE_UNEXPECTED_EOF);
  // The caller's buffer moves between tries; and 800 idle connections need not keep 32 KiB each.
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                      SSL_MODE_RELEASE_BUFFERS);
  // A key with a pass phrase must fail instead of asking the terminal.
  SSL_CTX_set_default_passwd_cb(context.get(), [](char*, int, int, void*) { return 0; });
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1) {
    return about(certificate, "is not a certificate chain in PEM format");
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), privateKey.c_str(), SSL_FILETYPE_PEM) != 1) {
    const bool mismatch = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
    ERR_clear_error();
    return about(privateKey, mismatch ? "is not the key of the certificate " + certificate.string()
                                      : "is not a private key in PEM format without a pass phrase");
  }
  return context;
}

std::unique_ptr<Transport> makeTlsTransport(SSL_CTX& context, process::FileDescriptor socket) {
  std::unique_ptr<SSL, SslDeleter> session(SSL_new(&context));
  if (!session || SSL_set_fd(session.get(), socket.number()) != 1) return nullptr;
  return std::make_unique<TlsTransport>(std::move(session), std::move(socket));
}

}  // namespace gradevault::http
