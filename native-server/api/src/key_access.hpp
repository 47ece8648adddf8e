#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "access.hpp"
#include "gradevault/api/services.hpp"
#include "gradevault/api/settings.hpp"
#include "key_rates.hpp"
#include "open_door.hpp"

namespace gradevault::api {

/// By the store's API keys and by signed links.
class KeyAccess final : public Access {
 public:
  /// Errors: when the data folder's signing key cannot be read.
  [[nodiscard]] static Result<std::unique_ptr<KeyAccess>> make(const Settings& settings,
                                                               const Services& services);

  [[nodiscard]] Admission admit(const http::Call& call, std::string_view scope) override;
  [[nodiscard]] Admission admitLink(const http::Call& call, std::string_view scope) override;
  [[nodiscard]] std::string sign(const std::string& path, double seconds) const override;

  /// No key is asked for: none is in the store, and none is required.
  [[nodiscard]] bool open() const;

 private:
  KeyAccess(const Settings& settings, const Services& services, std::string signingKey);

  bool keysRequired_;
  jobs::KeyTable& keys_;
  const jobs::WallClock& clock_;
  std::function<void(const std::string&)> complain_;
  std::string signingKey_;
  KeyRates rates_;
  OpenDoor door_;
  // The store is asked for keys once a second at most; a first key shuts an open server after that time.
  mutable std::mutex mutex_;
  mutable bool open_ = false;
  mutable jobs::Milliseconds looked_ = 0;
};

}  // namespace gradevault::api
