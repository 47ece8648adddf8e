#include "setting_groups.hpp"
#include "values.hpp"

namespace gradevault::settings {

std::vector<Setting> serverSettings(ServeSettings& s) {
  return {
      path("data", s.data, "a folder",
           "where jobs, captures and results are kept; made when it is not there"),
      text("bind", s.http.bind, "an address",
           "where the server listens; another than loopback needs an API key"),
      wholeNumber("port", s.http.port, 0, 65535, "",
                  "where the server listens; 0 takes a free one and says which"),
      text("public-url", s.api.publicUrl, "http(s)://HOST[:PORT]",
           "how clients see this server, for links; empty: as each request says"),
      path("tls-cert", s.http.certificate, "a PEM file", "certificate (with its chain) of this server"),
      path("tls-key", s.http.privateKey, "a PEM file", "private key of the certificate"),
      onOff("tls-self-signed", s.tls.selfSigned,
            "makes a certificate of its own and shows the address as a QR code, for phones in the same "
            "network"),
      path("web", s.api.web, "a folder", "the demo page's built files, served at /"),
      list("allowed-hosts", s.http.allowedHosts, "names and addresses",
           "that a request's Host may hold, against names that others point at this server; empty: any, but "
           "while no key is asked for only localhost and the name in public-url"),
      list("cors-origins", s.http.corsOrigins, "https://HOST[:PORT], …",
           "pages of other origins that may call the API; exact, empty: none"),
      list("trusted-proxies", s.http.trustedProxies, "addresses",
           "reverse proxies whose X-Forwarded-For is believed"),
      onOff("require-keys", s.api.keysRequired,
            "asks for an API key even when none was made and only loopback listens"),
      list("engines", s.api.engines, "names of engines", "what a request may ask for as engine"),
      number("link-time", s.api.linkSeconds, 1, 604'800, "s", "how long a signed link opens"),
      onOff("isolation", s.http.isolation,
            "sends the headers that isolate a page's origin, as threads in it need"),
  };
}

std::vector<Setting> requestSettings(ServeSettings& s) {
  http::ServerSettings& h = s.http;
  return {
      wholeNumber("max-connections", h.connections, 1, 100'000, "", "open connections"),
      wholeNumber("max-api-requests", h.classes.api, 1, 10'000, "", "short requests at a time"),
      wholeNumber("max-waiting-requests", h.classes.waiting, 1, 10'000, "",
                  "calls at a time that wait for an analysis"),
      wholeNumber("max-uploads", h.classes.upload, 1, 10'000, "", "uploads at a time"),
      wholeNumber("max-downloads", h.classes.download, 1, 10'000, "", "downloads at a time"),
      wholeNumber("max-listeners", h.classes.events, 1, 10'000, "", "event streams at a time"),
      bytes("max-header-bytes", h.maxHeaderBytes, 1024, "request line and headers together"),
      bytes("max-target-bytes", h.maxTarget, 256, "path and query"),
      wholeNumber("max-headers", h.maxHeaders, 8, 1000, "", "headers of a request"),
      bytes("max-upload", s.api.maxUploadBytes, 1, "largest capture that is taken in or fetched"),
      number("header-time", h.headerSeconds, 0.1, 3600, "s", "for the whole head of a request"),
      number("body-time", h.bodySeconds, 0.1, 3600, "s", "for a body that is not a capture"),
      number("min-upload-rate", h.minUploadRate, 0, unlimited, "bytes/s",
             "slower uploads are ended, after rate-grace"),
      number("min-download-rate", h.minDownloadRate, 0, unlimited, "bytes/s",
             "slower downloads are ended, after rate-grace"),
      number("rate-grace", h.uploadGrace, 0, 3600, "s", "before the rates are looked at"),
      number("stall-time", h.stallSeconds, 0.1, 3600, "s", "without the client taking a byte of an answer"),
      number("keep-alive", h.keepAliveSeconds, 0, 3600, "s", "an idle connection stays open"),
      number("rate-limit", h.requestsPerSecond, 0, unlimited, "requests/s", "of one client address; 0: none"),
      number("rate-burst", h.requestBurst, 1, unlimited, "requests", "above rate-limit for a moment"),
      number("key-rate-limit", s.api.requestsPerSecond, 0, unlimited, "requests/s",
             "of one API key; 0: none"),
      number("key-rate-burst", s.api.requestBurst, 1, unlimited, "requests",
             "above key-rate-limit for a moment"),
      number("wait-time", s.api.waitSeconds, 1, 86'400, "s",
             "the prototype's calls wait so long for a result"),
      number("event-keep-alive", s.api.keepAliveSeconds, 0.1, 3600, "s",
             "between comments in a silent event stream"),
      number("event-poll", s.api.pollSeconds, 0.01, 60, "s", "between looks for new events"),
  };
}

}  // namespace gradevault::settings
