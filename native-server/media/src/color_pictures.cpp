#include "color_pictures.hpp"

#include <utility>

#include "sample_plane.hpp"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace gradevault::media {
namespace {

GrayImage plane(const AVFrame& picture, int component) {
  const SamplePlane samples = samplePlane(picture, component);
  GrayImage image(samples.width, samples.height);
  toEightBits(samples, LumaRange::full, image.view());
  return image;
}

}  // namespace

GrayImage lumaOf(const AVFrame& picture, LumaRange range, GrayImage reuse) {
  GrayImage luma = std::move(reuse);
  if (luma.size() != Size{picture.width, picture.height} || luma.channels() != 1) {
    luma = GrayImage(picture.width, picture.height);
  }
  toEightBits(samplePlane(picture, 0), range, luma.view());
  return luma;
}

RgbImage rgbOf(const AVFrame& picture, const PictureMeaning& meaning) {
  const auto format = static_cast<AVPixelFormat>(picture.format);
  const AVPixFmtDescriptor& description = *av_pix_fmt_desc_get(format);
  const GrayImage y = plane(picture, 0);
  const GrayImage u = hasChroma(format) ? plane(picture, 1) : GrayImage();
  const GrayImage v = hasChroma(format) ? plane(picture, 2) : GrayImage();
  return rgbFromYuv({y.view(), u.view(), v.view(), description.log2_chroma_w, description.log2_chroma_h,
                     meaning.range, meaning.matrix});
}

}  // namespace gradevault::media
