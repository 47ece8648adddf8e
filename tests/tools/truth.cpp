#include "truth.hpp"

#include <nlohmann/json.hpp>

namespace gradevault::film {
namespace {

constexpr int kTruthVersion = 1;

nlohmann::json pointJson(cv::Point2d point) {
  return nlohmann::json::array({point.x, point.y});
}

nlohmann::json frameJson(const FrameTruth& frame) {
  nlohmann::json quad = nlohmann::json::array();
  for (const cv::Point2d corner : frame.quad) quad.push_back(pointJson(corner));
  return {{"index", frame.index},
          {"time", frame.time},
          {"quad", quad},
          {"motion", frame.motion ? nlohmann::json(*frame.motion) : nlohmann::json(nullptr)},
          {"blurSigma", frame.blurSigma},
          {"sharp", frame.sharp},
          {"still", frame.still},
          {"exposure", frame.exposure},
          {"lamp", pointJson(frame.lamp)}};
}

}  // namespace

std::string maskPath(DamageKind kind) {
  return std::string("masks/") + nameOf(kind) + ".png";
}

nlohmann::json truthJson(const FilmOptions& options, const Item& item, const std::vector<DamageTruth>& damage,
                         const std::vector<FrameTruth>& frames) {
  nlohmann::json truth;
  truth["version"] = kTruthVersion;
  truth["seed"] = options.seed;
  truth["size"] = {options.size.width, options.size.height};
  truth["fps"] = options.fps;
  truth["item"] = {{"kind", nameOf(item.kind)},
                   {"widthMm", item.widthMm},
                   {"heightMm", item.heightMm},
                   {"cornerRadiusMm", item.cornerRadiusMm},
                   {"side", nameOf(item.side)}};
  truth["table"] = nameOf(options.table);
  truth["flatSize"] = {item.flatSize().width, item.flatSize().height};
  truth["faults"] = nlohmann::json::array();
  for (const Fault fault : options.faults) truth["faults"].push_back(nameOf(fault));
  truth["damage"] = nlohmann::json::array();
  truth["masks"] = nlohmann::json::object();
  for (const DamageTruth& place : damage) {
    truth["damage"].push_back(
        {{"kind", nameOf(place.kind)}, {"mask", maskPath(place.kind)}, {"regionHint", place.regionHint}});
    truth["masks"][nameOf(place.kind)] = maskPath(place.kind);
  }
  truth["frames"] = nlohmann::json::array();
  for (const FrameTruth& frame : frames) truth["frames"].push_back(frameJson(frame));
  return truth;
}

}  // namespace gradevault::film
