#pragma once

#include <string>
#include <string_view>

namespace gradevault::api {

/// Of a page's file by its extension (".js"); application/octet-stream for others.
[[nodiscard]] std::string contentType(std::string_view extension);

}  // namespace gradevault::api
