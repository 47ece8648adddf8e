#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "precheck_api.h"
#include "scenes.hpp"

namespace gradevault::precheck {

/// A session as JavaScript holds one; ended with it.
class ApiSession {
 public:
  explicit ApiSession(const nlohmann::json& request);
  ~ApiSession();
  ApiSession(const ApiSession&) = delete;
  ApiSession& operator=(const ApiSession&) = delete;

  /// Puts the picture into the buffer and describes it.
  void show(const Scene& scene, double time);
  /// `show` and gv_push.
  std::int32_t push(const Scene& scene, double time);

  [[nodiscard]] std::string text() const { return {gv_text(session), gv_text_bytes(session)}; }
  [[nodiscard]] std::string message() const { return gv_message(session); }

  GvSession* session = nullptr;
  std::int32_t error = 0;
};

}  // namespace gradevault::precheck
