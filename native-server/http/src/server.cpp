#include "gradevault/http/server.hpp"

#include <csignal>

#include "gate.hpp"

namespace gradevault::http {
namespace {

class GatedServer final : public Server {
 public:
  explicit GatedServer(std::unique_ptr<Gate> gate) : gate_(std::move(gate)) {}
  ~GatedServer() override { gate_->stop(5); }
  int port() const override { return gate_->port(); }
  void stop(double seconds) override { gate_->stop(seconds); }
  int active(RouteClass kind) const override { return gate_->active(kind); }

 private:
  std::unique_ptr<Gate> gate_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(const ServerSettings& settings, std::vector<Route> routes,
                                              std::function<void(const Served&)> served) {
  auto table = RouteTable::build(std::move(routes));
  if (!table.ok()) return table.error();
  if (settings.connections < 1) return Error{ErrorCode::invalid_argument, "connections must be at least 1"};
  // OpenSSL writes to sockets that the peer has closed; httplib does the same as soon as an answer is due.
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  SslContext tls;
  if (settings.certificate.empty() != settings.privateKey.empty()) {
    return Error{ErrorCode::invalid_argument, "TLS takes a certificate and its key, both or none"};
  }
  if (!settings.certificate.empty()) {
    auto made = makeSslContext(settings.certificate, settings.privateKey);
    if (!made.ok()) return made.error();
    tls = std::move(*made);
  }
  auto listening = listenOn(settings.bind, settings.port);
  if (!listening.ok()) return listening.error();
  auto gate = std::make_unique<Gate>(settings, std::move(*table), std::move(*listening), std::move(tls),
                                     std::move(served));
  const auto opened = gate->open();
  if (!opened.ok()) return opened.error();
  return std::unique_ptr<Server>(std::make_unique<GatedServer>(std::move(gate)));
}

}  // namespace gradevault::http
