#pragma once

#include <array>

#include "edge_layer.hpp"
#include "foreignness.hpp"
#include "work_picture.hpp"

namespace gradevault::item {

/// All that the proposals and the score look at in one frame, computed once.
struct Scene {
  WorkPicture work;
  std::array<EdgeLayer, 2> layers;  ///< fine (sigma 1.0 px) and coarse (sigma 2.2 px)
  Foreignness foreignness;
};

[[nodiscard]] inline Scene makeScene(RgbView frame, int longSide = usualLongSide) {
  Scene scene{makeWorkPicture(frame, longSide), {}, {}};
  scene.layers = {makeEdgeLayer(scene.work, 1.0), makeEdgeLayer(scene.work, 2.2)};
  scene.foreignness = measureForeignness(scene.work);
  return scene;
}

}  // namespace gradevault::item
