#pragma once

#include <atomic>
#include <string>

#include "access.hpp"
#include "event_hub.hpp"
#include "gradevault/api/services.hpp"
#include "gradevault/api/settings.hpp"
#include "storage_quota.hpp"
#include "upload_locks.hpp"

namespace gradevault::api {

/// What all routes share. Safe from every request's thread.
struct Context {
  const Settings& settings;
  const Services& services;
  Access& access;
  EventHub& hub;
  StorageQuota& quota;
  UploadLocks& uploads;
  const std::atomic<bool>& draining;

  /// An error of the store or the disk: the log gets its message, the client a problem without it.
  [[nodiscard]] http::Reply failed(const Error& error) const;
};

}  // namespace gradevault::api
