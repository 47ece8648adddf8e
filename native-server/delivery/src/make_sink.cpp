#include "gradevault/delivery/make_sink.hpp"

#include "s3_sink.hpp"
#include "supabase_sink.hpp"

namespace gradevault::delivery {

Result<std::unique_ptr<ArtifactSink>> makeSink(const SinkSettings& settings) {
  switch (settings.kind) {
    case SinkSettings::Kind::disk:
      return std::unique_ptr<ArtifactSink>();
    case SinkSettings::Kind::s3: {
      auto place = s3Place(settings.s3);
      if (!place.ok()) return place.error();
      return std::unique_ptr<ArtifactSink>(std::make_unique<S3Sink>(settings.s3, *std::move(place)));
    }
    case SinkSettings::Kind::supabase:
      return SupabaseSink::make(settings.supabase);
  }
  return Error{ErrorCode::internal, "unknown kind of artifact storage"};
}

}  // namespace gradevault::delivery
