#include "gradevault/http/self_signed.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "gradevault/process/file_descriptor.hpp"

namespace gradevault::http {
namespace {

constexpr long kDay = 86400;
constexpr long kLifetime = 365 * kDay;
constexpr long kRenewBefore = 30 * kDay;

template <auto Free>
struct Deleter {
  template <class T>
  void operator()(T* object) const noexcept {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using X509Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Memory = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using File = std::unique_ptr<std::FILE, Deleter<std::fclose>>;

bool isHostName(std::string_view name) {
  return !name.empty() && name.size() <= 253 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

bool isAddress(const std::string& text) {
  std::array<unsigned char, 16> bytes;
  return ::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
         ::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

X509Certificate readCertificate(const std::filesystem::path& path) {
  const File file(std::fopen(path.c_str(), "re"));
  return X509Certificate(file ? PEM_read_X509(file.get(), nullptr, nullptr, nullptr) : nullptr);
}

Key readKey(const std::filesystem::path& path) {
  const File file(std::fopen(path.c_str(), "re"));
  const auto noPassPhrase = [](char*, int, int, void*) { return 0; };
  return Key(file ? PEM_read_PrivateKey(file.get(), nullptr, noPassPhrase, nullptr) : nullptr);
}

bool serves(X509& certificate, EVP_PKEY& key, const std::vector<std::string>& names,
            const std::vector<std::string>& addresses) {
  std::time_t renewal = std::time(nullptr) + kRenewBefore;
  if (X509_cmp_time(X509_get0_notAfter(&certificate), &renewal) <= 0) return false;
  if (X509_check_private_key(&certificate, &key) != 1) return false;
  return std::all_of(names.begin(), names.end(),
                     [&](const auto& name) {
                       return X509_check_host(&certificate, name.c_str(), name.size(), 0, nullptr) == 1;
                     }) &&
         std::all_of(addresses.begin(), addresses.end(), [&](const auto& address) {
           return X509_check_ip_asc(&certificate, address.c_str(), 0) == 1;
         });
}

bool addExtension(X509& certificate, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, &certificate, &certificate, nullptr, nullptr, 0);
  using Extension = std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>>;
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  return extension && X509_add_ext(&certificate, extension.get(), -1) == 1;
}

X509Certificate sign(EVP_PKEY& key, const std::string& alternatives) {
  X509Certificate certificate(X509_new());
  std::uint64_t serial = 0;
  if (!certificate || RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof(serial)) != 1)
    return nullptr;
  auto* subject = X509_get_subject_name(certificate.get());
  const auto* name = reinterpret_cast<const unsigned char*>("GradeVault, signed by itself");
  const bool made = X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1) == 1 &&
                    // A phone's clock may be behind.
                    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kDay) != nullptr &&
                    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kLifetime) != nullptr &&
                    X509_set_pubkey(certificate.get(), &key) == 1 &&
                    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, name, -1, -1, 0) == 1 &&
                    X509_set_issuer_name(certificate.get(), subject) == 1 &&
                    addExtension(*certificate, NID_basic_constraints, "critical,CA:FALSE") &&
                    addExtension(*certificate, NID_key_usage, "critical,digitalSignature") &&
                    addExtension(*certificate, NID_ext_key_usage, "serverAuth") &&
                    addExtension(*certificate, NID_subject_alt_name, alternatives) &&
                    X509_sign(certificate.get(), &key, EVP_sha256()) != 0;
  return made ? std::move(certificate) : nullptr;
}

std::string memoryText(BIO& memory) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(&memory, &data);
  return {data, static_cast<std::size_t>(size)};
}

/// Whole or not at all, and never readable for others.
Status writeSecret(const std::filesystem::path& path, const std::string& text) {
  const auto half = path.string() + ".new";
  const auto failed = [&] {
    return Error{ErrorCode::write_failed,
                 path.string() + " cannot be written: " + std::system_category().message(errno)};
  };
  ::unlink(half.c_str());
  const process::FileDescriptor file(
      ::open(half.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.valid()) return failed();
  if (::write(file.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) return failed();
  if (::fsync(file.number()) != 0 || ::rename(half.c_str(), path.c_str()) != 0) return failed();
  return {};
}

std::string fingerprintOf(const X509& certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  std::string text;
  if (X509_digest(&certificate, EVP_sha256(), digest.data(), &size) != 1) return text;
  for (unsigned int at = 0; at < size; ++at) {
    std::array<char, 4> two{};
    std::snprintf(two.data(), two.size(), "%s%02X", at == 0 ? "" : ":", digest[at]);
    text += two.data();
  }
  return text;
}

}  // namespace

Result<Certificate> makeSelfSigned(const std::filesystem::path& folder, const std::vector<std::string>& names,
                                   const std::vector<std::string>& addresses) {
  std::string alternatives;
  for (const auto& name : names) {
    if (!isHostName(name)) return Error{ErrorCode::invalid_argument, "\"" + name + "\" is not a host's name"};
    alternatives += (alternatives.empty() ? "DNS:" : ",DNS:") + name;
  }
  for (const auto& address : addresses) {
    if (!isAddress(address))
      return Error{ErrorCode::invalid_argument, "\"" + address + "\" is not an address in digits"};
    alternatives += (alternatives.empty() ? "IP:" : ",IP:") + address;
  }
  if (alternatives.empty())
    return Error{ErrorCode::invalid_argument, "a certificate takes a name or an address"};
  Certificate result{folder / "self-signed.crt", folder / "self-signed.key", {}, false};
  auto certificate = readCertificate(result.certificate);
  auto key = readKey(result.privateKey);
  if (!certificate || !key || !serves(*certificate, *key, names, addresses)) {
    key.reset(EVP_EC_gen("P-256"));
    certificate = key ? sign(*key, alternatives) : nullptr;
    const Memory certificateText(BIO_new(BIO_s_mem()));
    const Memory keyText(BIO_new(BIO_s_mem()));
    if (!certificate || !certificateText || !keyText ||
        PEM_write_bio_X509(certificateText.get(), certificate.get()) != 1 ||
        PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
      return Error{ErrorCode::internal, "OpenSSL could not make a certificate"};
    }
    // A crash in between leaves two that do not match: the next start makes new ones.
    if (auto written = writeSecret(result.privateKey, memoryText(*keyText)); !written.ok())
      return written.error();
    if (auto written = writeSecret(result.certificate, memoryText(*certificateText)); !written.ok())
      return written.error();
    result.fresh = true;
  }
  result.fingerprint = fingerprintOf(*certificate);
  return result;
}

std::vector<std::string> ownAddresses() {
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return {};
  const std::unique_ptr<ifaddrs, Deleter<::freeifaddrs>> owner(list);
  std::vector<std::string> four;
  std::vector<std::string> six;
  for (const auto* entry = list; entry != nullptr; entry = entry->ifa_next) {
    if (entry->ifa_addr == nullptr || (entry->ifa_flags & IFF_UP) == 0 ||
        (entry->ifa_flags & IFF_LOOPBACK) != 0)
      continue;
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (entry->ifa_addr->sa_family == AF_INET) {
      const auto& address = reinterpret_cast<const sockaddr_in*>(entry->ifa_addr)->sin_addr;
      if ((ntohl(address.s_addr) >> 16) == 0xa9fe) continue;  // 169.254/16
      if (::inet_ntop(AF_INET, &address, text.data(), text.size()) != nullptr) four.emplace_back(text.data());
    } else if (entry->ifa_addr->sa_family == AF_INET6) {
      const auto& address = reinterpret_cast<const sockaddr_in6*>(entry->ifa_addr)->sin6_addr;
      if (IN6_IS_ADDR_LINKLOCAL(&address)) continue;
      if (::inet_ntop(AF_INET6, &address, text.data(), text.size()) != nullptr) six.emplace_back(text.data());
    }
  }
  four.insert(four.end(), six.begin(), six.end());
  return four;
}

}  // namespace gradevault::http
