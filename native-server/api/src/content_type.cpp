#include "content_type.hpp"

#include <array>
#include <utility>

namespace gradevault::api {

std::string contentType(std::string_view extension) {
  using Row = std::pair<std::string_view, const char*>;
  static constexpr std::array<Row, 17> rows{{{".html", "text/html; charset=utf-8"},
                                             {".js", "text/javascript; charset=utf-8"},
                                             {".mjs", "text/javascript; charset=utf-8"},
                                             {".css", "text/css; charset=utf-8"},
                                             {".wasm", "application/wasm"},
                                             {".json", "application/json"},
                                             {".map", "application/json"},
                                             {".webmanifest", "application/manifest+json"},
                                             {".txt", "text/plain; charset=utf-8"},
                                             {".svg", "image/svg+xml"},
                                             {".png", "image/png"},
                                             {".jpg", "image/jpeg"},
                                             {".webp", "image/webp"},
                                             {".ico", "image/x-icon"},
                                             {".woff2", "font/woff2"},
                                             {".mp4", "video/mp4"},
                                             {".webm", "video/webm"}}};
  for (const Row& row : rows)
    if (row.first == extension) return row.second;
  return "application/octet-stream";
}

}  // namespace gradevault::api
