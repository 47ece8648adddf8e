#include "pictures.hpp"

#include <algorithm>
#include <atomic>
#include <functional>

#include "gradevault/artifacts/png.hpp"
#include "gradevault/overlay.hpp"

namespace gradevault::analyze {
namespace {

using Png = Result<std::vector<std::byte>>;

/// One picture to make: drawn and encoded only when its turn comes, so that few are in memory at a time.
struct Picture {
  std::string name;
  std::function<Png()> encode;
};

Rect boundingBox(const Region& region) {
  int left = region.areas.front().x;
  int top = region.areas.front().y;
  int right = left;
  int bottom = top;
  for (const Rect& area : region.areas) {
    left = std::min(left, area.x);
    top = std::min(top, area.y);
    right = std::max(right, area.x + area.width);
    bottom = std::max(bottom, area.y + area.height);
  }
  return {left, top, right - left, bottom - top};
}

Png encodeRectified(const GoldenFrame& golden) {
  if (!golden.display) return artifacts::encodePng(golden.rectified.rgb.view());
  const Size size = golden.rectified.rgb.size();
  return artifacts::encodePng(rectify(golden.luma.view(), golden.display->view(), *golden.item.quad, size).rgb.view());
}

Png encodeHeatmap(const DefectMaps& maps) {
  GrayImage eightBits(maps.score.width(), maps.score.height());
  for (int y = 0; y < eightBits.height(); ++y) {
    for (int x = 0; x < eightBits.width(); ++x) {
      eightBits.at(x, y) = static_cast<std::uint8_t>(maps.score.at(x, y) >> 8);
    }
  }
  return artifacts::encodePng(heatmapColors(eightBits.view()).view());
}

void addGoldenPictures(std::vector<Picture>& pictures, const GoldenFrames& golden, bool withMaps) {
  for (std::size_t i = 0; i < golden.frames.size(); ++i) {
    const GoldenFrame& frame = golden.frames[i];
    pictures.push_back({pictureName("golden", i), [&frame] {
                          return artifacts::encodePng((frame.display ? *frame.display : frame.rgb).view());
                        }});
    if (frame.item.quad) pictures.push_back({pictureName("rectified", i), [&frame] { return encodeRectified(frame); }});
    if (!withMaps) continue;
    const RectifiedFrame& item = frame.rectified;
    pictures.push_back({pictureName("structure", i), [&item] {
                          const GrayImage map = structuralMap(item.luma.view(), item.valid.view());
                          return artifacts::encodePng(heatmapColors(map.view()).view());
                        }});
    pictures.push_back({pictureName("overlay", i), [&item] {
                          const auto classes = damageClasses(item.rgb.view(), item.luma.view(), item.valid.view());
                          return artifacts::encodePng(classOverlay(item.rgb.view(), classes).view());
                        }});
  }
}

void addDefectPictures(std::vector<Picture>& pictures, const RectifiedFrame& reference, const DefectFindings& defects) {
  const DefectMaps& maps = defects.maps;
  pictures.push_back({"defect_mask.png", [&maps] { return artifacts::encodePng(maps.mask.view()); }});
  pictures.push_back({"defect_heatmap.png", [&maps] { return encodeHeatmap(maps); }});
  pictures.push_back({"defect_score.png", [&maps] { return artifacts::encodePng(maps.score.view()); }});
  for (const Region& region : defects.regions) {
    const Rect box = boundingBox(region);
    pictures.push_back({regionPictureName(region.name, "crop"), [&reference, box] {
                          return artifacts::encodePng(reference.rgb.view().cropped(box));
                        }});
    pictures.push_back({regionPictureName(region.name, "mask"),
                        [&maps, box] { return artifacts::encodePng(maps.mask.view().cropped(box)); }});
    pictures.push_back({regionPictureName(region.name, "overlay"), [&reference, &maps, box] {
                          return artifacts::encodePng(
                              maskOverlay(reference.rgb.view().cropped(box), maps.mask.view().cropped(box)).view());
                        }});
  }
}

}  // namespace

std::string regionPictureName(std::string_view region, std::string_view kind) {
  return "region_" + std::string(region) + '_' + std::string(kind) + ".png";
}

Result<std::vector<ArtifactReport>> writePictures(const artifacts::ResultFolder& folder, const GoldenFrames& golden,
                                                  const std::optional<DefectFindings>& defects,
                                                  const Services& services) {
  std::vector<Picture> pictures;
  addGoldenPictures(pictures, golden, defects.has_value());
  if (defects) addDefectPictures(pictures, golden.frames[golden.reference].rectified, *defects);

  const auto count = static_cast<int>(pictures.size());
  std::vector<ArtifactReport> written(pictures.size());
  std::vector<Status> outcomes(pictures.size());
  std::atomic<bool> failed{false};
  services.progress.update(Stage::write, 0, count);
  services.executor.parallelFor(count, [&](int i) {
    const auto at = static_cast<std::size_t>(i);
    if (failed || services.progress.cancelled()) return;
    const Png png = pictures[at].encode();
    if (!png.ok()) {
      outcomes[at] = png.error();
    } else if (auto artifact = folder.write(pictures[at].name, "image/png", *png); artifact.ok()) {
      written[at] = std::move(artifact).value();
    } else {
      outcomes[at] = artifact.error();
    }
    if (!outcomes[at].ok()) failed = true;
  });
  for (const Status& outcome : outcomes) {
    if (!outcome.ok()) return outcome.error();
  }
  if (services.progress.cancelled()) return Error{ErrorCode::cancelled, "stopped while writing the pictures"};
  services.progress.update(Stage::write, count, count);
  return written;
}

}  // namespace gradevault::analyze
