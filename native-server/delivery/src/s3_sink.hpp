#pragma once

#include "gradevault/delivery/artifact_sink.hpp"
#include "gradevault/delivery/s3_settings.hpp"
#include "gradevault/outgoing/http_client.hpp"
#include "s3_request.hpp"

namespace gradevault::delivery {

/// Objects in a bucket. Every body's SHA-256 is signed, so a damaged one is refused over http, too.
class S3Sink final : public ArtifactSink {
 public:
  S3Sink(S3Settings settings, S3Place place);
  [[nodiscard]] Status put(const std::filesystem::path& folder, const std::string& prefix) override;
  [[nodiscard]] Status remove(const std::string& prefix) override;
  [[nodiscard]] Status fetch(const std::string& prefix, const std::string& name,
                             const std::filesystem::path& file) override;

 private:
  [[nodiscard]] outgoing::Request request(const S3Call& call) const;

  S3Settings settings_;
  S3Place place_;
  outgoing::HttpClient client_;
};

}  // namespace gradevault::delivery
