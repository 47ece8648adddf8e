#include "gradevault/serve/sink.hpp"

#include "gradevault/delivery/make_sink.hpp"

namespace gradevault::serve {

Result<std::unique_ptr<delivery::ArtifactSink>> sinkOf(const settings::DeliverySettings& settings) {
  using Kind = delivery::SinkSettings::Kind;
  delivery::SinkSettings sink;
  sink.kind = settings.artifacts == "s3"         ? Kind::s3
              : settings.artifacts == "supabase" ? Kind::supabase
                                                 : Kind::disk;
  sink.s3.endpoint = settings.s3.endpoint;
  sink.s3.region = settings.s3.region;
  sink.s3.bucket = settings.s3.bucket;
  sink.s3.prefix = settings.s3.prefix;
  sink.s3.keyId = settings.s3.accessKey;
  sink.s3.secret = settings.s3.secret;
  sink.supabase.url = settings.supabase.url;
  sink.supabase.serviceKey = settings.supabase.key;
  sink.supabase.bucket = settings.supabase.bucket;
  return delivery::makeSink(sink);
}

}  // namespace gradevault::serve
