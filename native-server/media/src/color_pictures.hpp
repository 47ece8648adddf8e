#pragma once

#include "gradevault/media/video_reader.hpp"
#include "picture_meaning.hpp"

namespace gradevault::media {

/// The luma of a decoded picture as DESIGN says: from the Y plane, 8 bits, full range. `reuse` gives its
/// memory when it has the right size. Precondition: the pixel format is readable (sample_plane.hpp).
[[nodiscard]] GrayImage lumaOf(const AVFrame& picture, LumaRange range, GrayImage reuse = {});

/// The integer R'G'B' picture that the analysis uses (color.hpp); deeper samples are rounded to 8 bits like
/// luma.
[[nodiscard]] RgbImage rgbOf(const AVFrame& picture, const PictureMeaning& meaning);

}  // namespace gradevault::media
