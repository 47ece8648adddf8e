#include <openssl/ssl.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "gradevault/http/address_code.hpp"
#include "gradevault/http/self_signed.hpp"
#include "server_fixture.hpp"

namespace gradevault::http {
namespace {

namespace fs = std::filesystem;

class Tls : public ServerTest {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(::testing::TempDir()) / ("tls-" + std::string(test->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  Certificate certificate(const std::vector<std::string>& names = {"localhost"},
                          const std::vector<std::string>& addresses = {"127.0.0.1", "fd00::1"}) {
    auto made = makeSelfSigned(folder_, names, addresses);
    EXPECT_TRUE(made.ok()) << made.error().message;
    return made.ok() ? *made : Certificate{};
  }
  void startSecure() {
    const auto made = certificate();
    settings_.certificate = made.certificate;
    settings_.privateKey = made.privateKey;
    start();
  }
  fs::path folder_;
};

/// A client that trusts one certificate and insists on a name or an address.
class TlsClient {
 public:
  TlsClient(int port, const fs::path& trusted, const std::string& address, const std::string& name = "")
      : socket_(port) {
    context_ = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
    EXPECT_EQ(SSL_CTX_load_verify_file(context_, trusted.c_str()), 1);
    session_ = SSL_new(context_);
    auto* parameters = SSL_get0_param(session_);
    if (name.empty()) {
      X509_VERIFY_PARAM_set1_ip_asc(parameters, address.c_str());
    } else {
      X509_VERIFY_PARAM_set1_host(parameters, name.c_str(), name.size());
    }
    SSL_set_fd(session_, socket_.descriptor());
    connected_ = SSL_connect(session_) == 1;
  }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;
  ~TlsClient() {
    SSL_free(session_);
    SSL_CTX_free(context_);
  }
  [[nodiscard]] bool connected() const { return connected_; }
  std::string ask(const std::string& request) {
    EXPECT_GT(SSL_write(session_, request.data(), static_cast<int>(request.size())), 0);
    std::string answer;
    std::array<char, 4096> buffer;
    for (int count = 0; (count = SSL_read(session_, buffer.data(), buffer.size())) > 0;) {
      answer.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return answer;
  }

 private:
  RawClient socket_;
  SSL_CTX* context_ = nullptr;
  SSL* session_ = nullptr;
  bool connected_ = false;
};

TEST_F(Tls, ServesByASelfSignedCertificate) {
  startSecure();
  TlsClient byAddress(server_->port(), settings_.certificate, "127.0.0.1");
  ASSERT_TRUE(byAddress.connected());
  const auto two =
      byAddress.ask(get("/peer") + post("/big", std::string(200'000, 'x'), "Connection: close\r\n"));
  EXPECT_NE(two.find("127.0.0.1 secure"), std::string::npos);
  EXPECT_TRUE(two.ends_with("200000"));
  EXPECT_TRUE(TlsClient(server_->port(), settings_.certificate, "", "localhost").connected());
  EXPECT_FALSE(TlsClient(server_->port(), settings_.certificate, "", "example.org").connected());
  EXPECT_FALSE(TlsClient(server_->port(), settings_.certificate, "127.0.0.2").connected());
}

TEST_F(Tls, LargeFilesAndStreamsGoThrough) {
  file_ = folder_ / "large";
  std::ofstream(file_) << std::string(3'000'000, 'y');
  startSecure();
  TlsClient client(server_->port(), settings_.certificate, "127.0.0.1");
  const auto answer = client.ask(get("/file", "Connection: close\r\n"));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n" + std::string(3'000'000, 'y')));
}

TEST_F(Tls, WhatIsNoTlsIsClosed) {
  settings_.headerSeconds = 1;
  startSecure();
  auto plain = client();
  plain.send(get("/hello"));
  EXPECT_EQ(plain.readAll().find("HTTP/1.1 200"), std::string::npos);
  auto silent = client();
  EXPECT_TRUE(silent.closes());
  EXPECT_TRUE(TlsClient(server_->port(), settings_.certificate, "127.0.0.1").connected());
}

TEST_F(Tls, FilesThatDoNotFitAreSaidSo) {
  const auto made = certificate();
  const auto fails = [&](const fs::path& certificate, const fs::path& key, const std::string& says) {
    ServerSettings settings;
    settings.certificate = certificate;
    settings.privateKey = key;
    const auto started = Server::start(settings, {});
    ASSERT_FALSE(started.ok());
    EXPECT_EQ(started.error().code, ErrorCode::invalid_argument);
    EXPECT_NE(started.error().message.find(says), std::string::npos) << started.error().message;
  };
  fails(made.certificate, "", "both or none");
  fails(folder_ / "no.crt", made.privateKey, "no.crt: the TLS certificate cannot be read");
  fails(made.privateKey, made.privateKey, "is not a certificate chain");
  fails(made.certificate, made.certificate, "is not a private key");
  const auto first = folder_ / "first.crt";
  fs::copy_file(made.certificate, first);
  certificate({"other"});
  fails(first, made.privateKey, "is not the key of the certificate");
}

TEST_F(Tls, ACertificateIsKeptWhileItFits) {
  const auto first = certificate({"localhost"}, {"127.0.0.1", "192.0.2.1"});
  EXPECT_TRUE(first.fresh);
  EXPECT_EQ(first.fingerprint.size(), 95U);
  const auto second = certificate({"localhost"}, {"192.0.2.1"});
  EXPECT_FALSE(second.fresh);
  EXPECT_EQ(second.fingerprint, first.fingerprint);
  const auto moved = certificate({"localhost"}, {"192.0.2.2"});
  EXPECT_TRUE(moved.fresh);
  EXPECT_NE(moved.fingerprint, first.fingerprint);
  std::ofstream(moved.privateKey) << "damaged";
  EXPECT_TRUE(certificate({"localhost"}, {"192.0.2.2"}).fresh);
}

TEST_F(Tls, TheKeyIsNobodyElses) {
  const auto made = certificate();
  struct stat facts {};
  ASSERT_EQ(::stat(made.privateKey.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600U);
}

TEST_F(Tls, NamesAreChecked) {
  for (const std::string name : {"a,DNS:evil.test", "a b", ""}) {
    EXPECT_EQ(makeSelfSigned(folder_, {name}, {}).error().code, ErrorCode::invalid_argument) << name;
  }
  EXPECT_EQ(makeSelfSigned(folder_, {}, {"1.2.3"}).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(makeSelfSigned(folder_, {}, {}).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(makeSelfSigned(folder_ / "none", {"a"}, {}).error().code, ErrorCode::write_failed);
}

TEST(AddressCode, HasFinderPatternsAndAQuietZone) {
  const auto code = addressCode("https://192.0.2.1:8443/", false);
  ASSERT_TRUE(code.ok());
  const std::string full = "█";
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < code->size();) {
    const auto end = code->find('\n', at);
    lines.push_back(code->substr(at, end - at));
    at = end + 1;
  }
  // Version 2 has 25 modules a side; four more on each side, two rows a line.
  ASSERT_EQ(lines.size(), 17U);
  std::string quiet;
  for (int module = 0; module < 33; ++module) quiet += full;
  EXPECT_EQ(lines[0], quiet);
  EXPECT_EQ(lines[1], quiet);
  // The first two rows of a finder pattern: seven dark, then one dark, five light, one dark.
  EXPECT_TRUE(lines[2].starts_with(full + full + full + full + " ▄▄▄▄▄ " + full)) << lines[2];
  EXPECT_NE(addressCode("x", true)->find("\033["), std::string::npos);
  EXPECT_FALSE(addressCode("", false).ok());
  EXPECT_FALSE(addressCode(std::string(301, 'x'), false).ok());
}

}  // namespace
}  // namespace gradevault::http
