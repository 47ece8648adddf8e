#include "key_access.hpp"

#include "gradevault/auth/scopes.hpp"
#include "gradevault/auth/signed_link.hpp"
#include "gradevault/auth/verifier.hpp"
#include "problems.hpp"

namespace gradevault::api {
namespace {

constexpr jobs::Milliseconds lookEvery = 1000;
constexpr std::string_view tierScope = "tier:";

Caller callerOf(const jobs::ApiKey& key) {
  Caller caller{.owner = key.id, .admin = auth::allows(key.scopes, auth::Scope::admin), .tiers = {}};
  for (const std::string& scope : key.scopes) {
    if (!scope.starts_with(tierScope)) continue;
    if (const auto tier = jobs::tier(scope.substr(tierScope.size()))) caller.tiers.push_back(*tier);
  }
  return caller;
}

/// What a link opens; one for events is none for an artifact.
std::string_view purposeOf(std::string_view path) {
  return path.ends_with("/events") ? "events" : "artifact";
}

}  // namespace

KeyAccess::KeyAccess(const Settings& settings, const Services& services, std::string signingKey)
    : keysRequired_(settings.keysRequired),
      keys_(services.store.keys()),
      clock_(services.clock),
      complain_(services.complain),
      signingKey_(std::move(signingKey)),
      rates_(settings.requestsPerSecond, settings.requestBurst),
      door_(settings) {}

Result<std::unique_ptr<KeyAccess>> KeyAccess::make(const Settings& settings, const Services& services) {
  auto key = services.data.signingKey();
  if (!key.ok()) return key.error();
  return std::unique_ptr<KeyAccess>(new KeyAccess(settings, services, std::move(*key)));
}

bool KeyAccess::open() const {
  if (keysRequired_) return false;
  const std::lock_guard lock(mutex_);
  const jobs::Milliseconds now = clock_.now();
  if (looked_ != 0 && now >= looked_ && now - looked_ < lookEvery) return open_;
  const auto keys = keys_.list();
  // A store that does not answer does not open the server.
  open_ = keys.ok() && keys->empty();
  looked_ = now;
  return open_;
}

Access::Admission KeyAccess::admit(const http::Call& call, std::string_view scope) {
  const std::string header = call.header("Authorization").value_or("");
  if (header.empty() && open()) {
    if (auto refusal = door_.refusal(call)) return std::move(*refusal);
    return Caller{.owner = "", .admin = true, .tiers = {}};
  }
  const auto token = auth::bearerToken(header);
  if (!token) return problems::unauthorized();
  const auto key = auth::verify(keys_, *token);
  if (!key.ok()) {
    if (complain_) complain_(key.error().message);
    return problems::ours(key.error());
  }
  if (!*key) return problems::unauthorized();
  if (const int seconds = rates_.wait((*key)->id); seconds > 0) return problems::rateLimited(seconds);
  const auto wanted = auth::scope(scope);
  if (!wanted || !auth::allows((*key)->scopes, *wanted))
    return problems::forbidden("it needs the scope " + std::string(scope));
  return callerOf(**key);
}

Access::Admission KeyAccess::admitLink(const http::Call& call, std::string_view scope) {
  const auto signature = call.query("signature");
  if (!signature) return admit(call, scope);
  const std::string target = call.target();
  const std::string path = target.substr(0, target.find('?'));
  const auto state = auth::checkLink(signingKey_, purposeOf(path), path, call.query("expires").value_or(""),
                                     *signature, clock_.now() / 1000);
  if (state != auth::LinkState::valid) return problems::linkRefused();
  return Caller{.owner = "", .admin = true, .tiers = {}};  // of this very path
}

std::string KeyAccess::sign(const std::string& path, double seconds) const {
  return auth::linkTo(signingKey_, purposeOf(path), path,
                      clock_.now() / 1000 + static_cast<std::int64_t>(seconds));
}

}  // namespace gradevault::api
