#pragma once

#include "decoder_server.hpp"
#include "gradevault/result.hpp"

namespace gradevault::sandbox {

/// As `serveDecoder`; the hooks are for tests.
[[nodiscard]] Status serveDecoderWith(const DecoderHooks& hooks);

}  // namespace gradevault::sandbox
