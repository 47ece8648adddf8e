#pragma once

#include "gradevault/delivery/artifact_sink.hpp"
#include "gradevault/delivery/supabase_settings.hpp"
#include "gradevault/outgoing/http_client.hpp"

namespace gradevault::delivery {

/// "https://host[:port]" of a project, without a slash at the end. Errors: invalid_argument.
[[nodiscard]] Result<std::string> supabaseOrigin(const std::string& url);

/// Objects in a bucket of Supabase Storage, by its REST API
/// (https://supabase.com/docs/reference/self-hosting-storage).
class SupabaseSink final : public ArtifactSink {
 public:
  /// Errors: invalid_argument.
  [[nodiscard]] static Result<std::unique_ptr<ArtifactSink>> make(SupabaseSettings settings);
  [[nodiscard]] Status put(const std::filesystem::path& folder, const std::string& prefix) override;
  [[nodiscard]] Status remove(const std::string& prefix) override;
  [[nodiscard]] Status fetch(const std::string& prefix, const std::string& name,
                             const std::filesystem::path& file) override;

 private:
  explicit SupabaseSink(SupabaseSettings settings);
  [[nodiscard]] outgoing::Request request(const std::string& method, const std::string& path) const;
  /// Removes what lies in a folder of the bucket, and in the folders in it.
  [[nodiscard]] Status removeFolder(const std::string& folder, int depth);

  SupabaseSettings settings_;
  outgoing::HttpClient client_;
};

}  // namespace gradevault::delivery
