#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "film_options.hpp"
#include "video_writer.hpp"

namespace gradevault::film {

/// Films a capture into `folder` (made if need be): the video, truth.json, flat.png and masks/*.png.
/// @param video name of the video file inside the folder; its ending chooses the container.
/// @param progress called after every frame with how many are done and how many there are; may be empty.
/// @throw UsageError, EnvironmentError
void writeCapture(const FilmOptions& film, const EncodeOptions& encode, const std::filesystem::path& folder,
                  const std::string& video, const std::function<void(int, int)>& progress);

}  // namespace gradevault::film
