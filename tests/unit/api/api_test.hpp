#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "fake_call.hpp"
#include "gradevault/api/api.hpp"

namespace gradevault::api {

using Json = nlohmann::json;

class MovedClock final : public jobs::WallClock {
 public:
  jobs::Milliseconds now() const noexcept override { return time; }
  std::atomic<jobs::Milliseconds> time{1'790'000'000'000};
};

/// The API over a real store in a folder of its own, called without a connection.
class ApiTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;
  /// Makes the API anew, with other settings.
  void remake(Settings settings);

  /// Calls the route of that method and pattern.
  http::Reply call(const std::string& method, const std::string& pattern, FakeCall& call);
  http::Reply post(const Json& body);
  http::Reply get(const std::string& id);

  /// Works on the next job as a worker does: claims it and commits a small report, with one artifact on the
  /// disk.
  jobs::Job finishNext();
  std::string capturesOnDisk() const;  ///< how many files, as text

  std::filesystem::path folder_;
  MovedClock clock_;
  std::unique_ptr<jobs::Store> store_;
  std::optional<jobs::DataFolder> data_;
  bool ready_ = true;
  delivery::ArtifactSink* sink_ = nullptr;  ///< for `remake`
  std::unique_ptr<Api> api_;
  std::vector<http::Route> routes_;
};

[[nodiscard]] Json bodyOf(const http::Reply& reply);
[[nodiscard]] std::string headerOf(const http::Reply& reply, const std::string& name);
[[nodiscard]] std::string codeOf(const http::Reply& reply);

}  // namespace gradevault::api
