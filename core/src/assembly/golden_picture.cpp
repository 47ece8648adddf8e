#include "gradevault/golden_picture.hpp"

#include <algorithm>

#include "gradevault/item_sharpness.hpp"
#include "gradevault/luma.hpp"

namespace gradevault {

GoldenPicture uprightGolden(int frame, GrayImage luma, RgbImage rgb, Rotation rotation, int quickLongSide) {
  GoldenPicture golden;
  golden.frame = frame;
  // Averaged before it is turned, as in the scan: what the last whole block leaves over is cropped at the
  // coded sides.
  const GrayView coded = std::as_const(luma).view();
  golden.quickLuma = rotated(averagedDown(coded, quickFactor(coded.size(), quickLongSide)).view(), rotation);
  if (rotation == Rotation::none) {
    golden.luma = std::move(luma);
    golden.rgb = std::move(rgb);
    return golden;
  }
  golden.luma = rotated(coded, rotation);
  golden.rgb = rotated(std::as_const(rgb).view(), rotation);
  return golden;
}

void findItem(std::span<GoldenPicture* const> pictures, const Options& options, Executor& executor) {
  std::vector<RgbView> views;
  for (const GoldenPicture* picture : pictures) views.push_back(picture->rgb.view());
  auto items = detectItem(views, options, executor);
  for (std::size_t i = 0; i < items.size(); ++i) {
    GoldenPicture& picture = *pictures[i];
    picture.item = std::move(items[i]);
    if (!picture.item.quad) continue;
    picture.itemSharpness =
        itemSharpness(std::as_const(picture.quickLuma).view(), *picture.item.quad, picture.luma.size());
  }
}

std::size_t referenceOf(GoldenPictures pictures) noexcept {
  const auto withQuad = std::find_if(pictures.begin(), pictures.end(), [](const GoldenPicture* picture) {
    return picture->item.quad.has_value();
  });
  return withQuad == pictures.end() ? 0 : static_cast<std::size_t>(withQuad - pictures.begin());
}

RectifiedFrame rectified(const GoldenPicture& picture, const GoldenPicture& reference,
                         const Options& options) {
  if (!picture.item.quad) return wholeFrame(picture.luma.view(), picture.rgb.view());
  const Size size = rectifiedSize(reference.item.quad ? *reference.item.quad : *picture.item.quad, options);
  return rectify(picture.luma.view(), picture.rgb.view(), *picture.item.quad, size);
}

std::string pictureName(std::string_view kind, std::size_t index) {
  const std::string number = std::to_string(index + 1);
  return std::string(kind) + '_' + (number.size() < 2 ? "0" : "") + number + ".png";
}

}  // namespace gradevault
