#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gradevault/http/server.hpp"
#include "gradevault/jobs/data_folder.hpp"
#include "gradevault/settings/serve_settings.hpp"

namespace gradevault::serve {

/// How the server is reached, for people who start it.
struct Announcement {
  std::string url;                 ///< "http://127.0.0.1:8080"
  std::vector<std::string> lines;  ///< besides it: certificate, QR code
};

/// Settles TLS: with `tls.selfSigned` the certificate is made (or taken again) in the data folder. Errors:
/// invalid_argument, write_failed.
[[nodiscard]] Result<http::ServerSettings> settledHttp(const settings::ServeSettings& settings,
                                                       const jobs::DataFolder& data,
                                                       std::string& fingerprint);

[[nodiscard]] Announcement announcement(const http::ServerSettings& http, int port,
                                        const std::string& publicUrl, const std::string& fingerprint);

}  // namespace gradevault::serve
