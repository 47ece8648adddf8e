#include "gradevault/api/api.hpp"

#include <atomic>

#include "context.hpp"
#include "key_access.hpp"
#include "routes.hpp"

namespace gradevault::api {
namespace {

class Whole final : public Api {
 public:
  Whole(Settings settings, Services services, std::unique_ptr<KeyAccess> access,
        std::function<void(const std::string&)> jobChanged)
      : settings_(std::move(settings)),
        services_(std::move(services)),
        access_(std::move(access)),
        quota_(services_.data.root(), settings_.freeBytes, settings_.dataBytes),
        hub_(services_.store.jobs(), settings_.pollSeconds, std::move(jobChanged)),
        context_{settings_, services_, *access_, hub_, quota_, uploads_, draining_} {}

  std::vector<http::Route> routes() override {
    std::vector<http::Route> all = creationRoutes(context_);
    const auto add = [&all](std::vector<http::Route> group) {
      for (http::Route& route : group) all.push_back(std::move(route));
    };
    add(analysisRoutes(context_));
    add(artifactRoutes(context_));
    add(eventRoutes(context_));
    add(uploadRoutes(context_));
    add(prototypeRoutes(context_));
    add(stateRoutes(context_));
    add(documentRoutes());
    add(pageRoutes(settings_));
    return all;
  }
  void drain() override { draining_ = true; }
  void stop() override { hub_.stop(); }
  void measured(std::int64_t dataBytes) override { quota_.measured(dataBytes); }
  bool open() const override { return access_->open(); }

 private:
  Settings settings_;
  Services services_;
  std::unique_ptr<KeyAccess> access_;
  StorageQuota quota_;
  UploadLocks uploads_;
  std::atomic<bool> draining_{false};
  EventHub hub_;
  Context context_;
};

}  // namespace

Result<std::unique_ptr<Api>> Api::make(Settings settings, Services services,
                                       std::function<void(const std::string& job)> jobChanged) {
  auto access = KeyAccess::make(settings, services);
  if (!access.ok()) return access.error();
  return std::unique_ptr<Api>(std::make_unique<Whole>(std::move(settings), std::move(services),
                                                      std::move(*access), std::move(jobChanged)));
}

}  // namespace gradevault::api
