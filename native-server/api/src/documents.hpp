#pragma once

#include <string_view>

/// Documents that the program carries (made by cmake/EmbedTexts.cmake from the files of the same names).
namespace gradevault::api::documents {

extern const std::string_view openapi;
extern const std::string_view reportSchema;
extern const std::string_view optionsSchema;

}  // namespace gradevault::api::documents
