#pragma once

#include <curl/curl.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gradevault::outgoing {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct ListCleanup {
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, ListCleanup>;

/// What libcurl sends: `headers`, and ours that keep it from adding its own. Absent for a name that is no
/// token or a value with control characters (a line break would be another header).
[[nodiscard]] std::optional<HeaderList> headerList(const Headers& headers);

/// One line of an answer, name in lower case; absent for what is no header line.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> headerLine(std::string_view line);

/// The first with that (lower-case) name.
[[nodiscard]] std::optional<std::string> headerValue(const Headers& headers, std::string_view name);

/// Whether an answer's body is compressed, by Content-Encoding or Transfer-Encoding.
[[nodiscard]] bool isCompressed(const Headers& headers);

}  // namespace gradevault::outgoing
