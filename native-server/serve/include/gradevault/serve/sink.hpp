#pragma once

#include <memory>

#include "gradevault/delivery/artifact_sink.hpp"
#include "gradevault/result.hpp"
#include "gradevault/settings/serve_settings.hpp"

namespace gradevault::serve {

/// The object storage that the settings name; null for the disk. The server reads from it, each worker writes
/// to one of its own. Errors: invalid_argument.
[[nodiscard]] Result<std::unique_ptr<delivery::ArtifactSink>> sinkOf(
    const settings::DeliverySettings& settings);

}  // namespace gradevault::serve
