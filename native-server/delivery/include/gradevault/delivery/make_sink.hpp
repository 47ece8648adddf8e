#pragma once

#include <memory>

#include "gradevault/delivery/artifact_sink.hpp"
#include "gradevault/delivery/s3_settings.hpp"
#include "gradevault/delivery/supabase_settings.hpp"

namespace gradevault::delivery {

struct SinkSettings {
  enum class Kind { disk, s3, supabase } kind = Kind::disk;
  S3Settings s3;
  SupabaseSettings supabase;
};

/// The sink that the settings describe; null for `disk`, where the data folder is all there is. Asks nobody
/// yet. An endpoint is the operator's word, so it may be a private address; no redirect is followed from it.
/// Errors: invalid_argument with what is missing or wrong, never with a key.
[[nodiscard]] Result<std::unique_ptr<ArtifactSink>> makeSink(const SinkSettings& settings);

}  // namespace gradevault::delivery
