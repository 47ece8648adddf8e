#include "sample_plane.hpp"

#include <bit>
#include <cstring>
#include <vector>

extern "C" {
#include <libavutil/common.h>
#include <libavutil/pixdesc.h>
}

namespace gradevault::media {
namespace {

bool asCoreExpects(const SamplePlane& plane) {
  const auto alignment = static_cast<std::uintptr_t>(plane.bytes);
  return plane.step == plane.bytes && plane.shift == 0 && plane.stride % plane.bytes == 0 &&
         reinterpret_cast<std::uintptr_t>(plane.data) % alignment == 0;
}

void wordsToEightBits(const std::uint16_t* words, std::ptrdiff_t stride, int rows, const SamplePlane& plane,
                      LumaRange range, ImageView<std::uint8_t> out) {
  lumaFrom16Bit({words, plane.width, rows, stride}, plane.depth, range, out);
}

void rowByRow(const SamplePlane& plane, LumaRange range, ImageView<std::uint8_t> out) {
  std::vector<std::uint16_t> words(static_cast<std::size_t>(plane.width));
  std::vector<std::uint8_t> narrow(words.size());
  for (int y = 0; y < plane.height; ++y) {
    plane.readRow(y, words);
    const ImageView<std::uint8_t> row = out.cropped({0, y, plane.width, 1});
    if (plane.depth > 8) {
      wordsToEightBits(words.data(), plane.width, 1, plane, range, row);
      continue;
    }
    for (std::size_t x = 0; x < words.size(); ++x) narrow[x] = static_cast<std::uint8_t>(words[x]);
    lumaFrom8Bit({narrow.data(), plane.width, 1, plane.width}, range, row);
  }
}

// Why there is no luma to take, or null.
const char* obstacle(const AVPixFmtDescriptor& format) {
  if ((format.flags & AV_PIX_FMT_FLAG_RGB) != 0) return "RGB";
  if ((format.flags & AV_PIX_FMT_FLAG_PAL) != 0) return "palette";
  if ((format.flags & (AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_FLOAT)) != 0) {
    return "unusual";
  }
  const bool bigEndian = (format.flags & AV_PIX_FMT_FLAG_BE) != 0;
  for (int i = 0; i < format.nb_components; ++i) {
    const AVComponentDescriptor& component = format.comp[i];
    if (component.depth < 8 || component.depth + component.shift > 16) return "unusual";
    if (component.depth > 8 && bigEndian != (std::endian::native == std::endian::big)) return "byte-swapped";
  }
  return nullptr;
}

}  // namespace

void SamplePlane::readRow(int y, std::span<std::uint16_t> out) const noexcept {
  const std::uint8_t* sample = data + y * stride;
  const auto mask = static_cast<unsigned>((1UL << depth) - 1);
  for (int x = 0; x < width; ++x, sample += step) {
    std::uint16_t word = *sample;
    if (bytes == 2) std::memcpy(&word, sample, sizeof(word));
    out[static_cast<std::size_t>(x)] =
        static_cast<std::uint16_t>((static_cast<unsigned>(word) >> shift) & mask);
  }
}

std::optional<std::string> unreadablePixels(int format) {
  const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(format));
  if (description == nullptr) return "unknown pictures";
  if (const char* kind = obstacle(*description))
    return std::string(kind) + " pictures (" + description->name + ")";
  return std::nullopt;
}

bool hasChroma(AVPixelFormat format) noexcept {
  return av_pix_fmt_desc_get(format)->nb_components >= 3;
}

SamplePlane samplePlane(const AVFrame& picture, int component) noexcept {
  const AVPixFmtDescriptor& description = *av_pix_fmt_desc_get(static_cast<AVPixelFormat>(picture.format));
  const AVComponentDescriptor& layout = description.comp[component];
  SamplePlane plane;
  plane.data = picture.data[layout.plane] + layout.offset;
  plane.stride = picture.linesize[layout.plane];
  plane.width = component == 0 ? picture.width : AV_CEIL_RSHIFT(picture.width, description.log2_chroma_w);
  plane.height = component == 0 ? picture.height : AV_CEIL_RSHIFT(picture.height, description.log2_chroma_h);
  plane.step = layout.step;
  plane.bytes = layout.depth + layout.shift > 8 ? 2 : 1;
  plane.shift = layout.shift;
  plane.depth = layout.depth;
  return plane;
}

void toEightBits(const SamplePlane& plane, LumaRange range, ImageView<std::uint8_t> out) {
  if (!asCoreExpects(plane)) {
    rowByRow(plane, range, out);
  } else if (plane.bytes == 1) {
    lumaFrom8Bit({plane.data, plane.width, plane.height, plane.stride}, range, out);
  } else {
    wordsToEightBits(reinterpret_cast<const std::uint16_t*>(plane.data), plane.stride / 2, plane.height,
                     plane, range, out);
  }
}

}  // namespace gradevault::media
