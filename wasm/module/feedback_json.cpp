#include "feedback_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace gradevault::module {
namespace {

using Json = nlohmann::ordered_json;

Json orNull(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? Json(*value) : Json();
}

Json corners(const std::optional<Quad>& quad) {
  if (!quad) return {};
  Json json = Json::array();
  for (const Point& corner : *quad) json.push_back(Json::array({corner.x, corner.y}));
  return json;
}

}  // namespace

std::string feedbackJson(const LiveFeedback& live, Size upright) {
  const Json json{{"frame", live.frame},
                  {"time", live.time},
                  {"sharpness", live.sample.sharpness},
                  {"motion", orNull(live.sample.motion)},
                  {"motionPerSecond", orNull(live.motionPerSecond)},
                  {"meanLuma", live.sample.meanLuma},
                  {"glareShare", live.sample.glare.share},
                  {"quad", corners(live.quad)},
                  {"quadTracked", live.quadTracked},
                  {"hint", name(live.feedback.hint)},
                  {"place", live.feedback.place},
                  {"sentence", sentence(live.feedback.hint, live.feedback.place)},
                  {"changed", live.feedback.changed},
                  {"confidence", live.feedback.confidence},
                  {"width", upright.width},
                  {"height", upright.height}};
  return json.dump();
}

}  // namespace gradevault::module
