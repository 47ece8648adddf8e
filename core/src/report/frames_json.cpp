#include "report/groups.hpp"
#include "report/json_object.hpp"

namespace gradevault::report_json {
namespace {

using Series = std::vector<std::optional<double>>;

Json write(const Series& series) {
  Json json = Json::array();
  for (const std::optional<double>& value : series) json.push_back(value ? Json(*value) : Json(nullptr));
  return json;
}

/// One entry a frame.
Series readSeries(JsonObject& object, std::string_view name, int count, Range range) {
  Series series;
  object.required(name, [&](const JsonValue& value) {
    value.forEach([&](const JsonValue& entry) { series.push_back(entry.numberOrNull(range)); },
                  static_cast<std::size_t>(count));
  });
  return series;
}

std::vector<double> readTimes(JsonObject& object, int count) {
  std::vector<double> times;
  object.required("time", [&](const JsonValue& value) {
    value.forEach([&](const JsonValue& entry) { times.push_back(entry.number(notNegative)); },
                  static_cast<std::size_t>(count));
  });
  return times;
}

Json write(const FramesReport::Precise& precise) {
  Json json = {{"sharpness", write(precise.sharpness)}, {"motion", write(precise.motion)}};
  append(json, precise.unknown);
  return json;
}

FramesReport::Precise readPrecise(const JsonValue& value, int count) {
  JsonObject object(value);
  FramesReport::Precise precise;
  precise.sharpness = readSeries(object, "sharpness", count, notNegative);
  precise.motion = readSeries(object, "motion", count, notNegative);
  precise.unknown = object.rest();
  return precise;
}

}  // namespace

Json write(const FramesReport& frames) {
  Json json = {{"count", frames.count},
               {"quickWidth", frames.quickWidth},
               {"quickHeight", frames.quickHeight},
               {"brokenPackets", frames.brokenPackets},
               {"lost", frames.lost},
               {"time", frames.time},
               {"sharpness", write(frames.sharpness)},
               {"motion", write(frames.motion)},
               {"meanLuma", write(frames.meanLuma)},
               {"darkShare", write(frames.darkShare)},
               {"brightShare", write(frames.brightShare)},
               {"glareShare", write(frames.glareShare)}};
  if (frames.precise) json["precise"] = write(*frames.precise);
  append(json, frames.unknown);
  return json;
}

FramesReport readFrames(const JsonValue& value) {
  JsonObject object(value);
  FramesReport frames;
  frames.count = object.whole("count", 0);
  frames.quickWidth = object.whole("quickWidth", 1);
  frames.quickHeight = object.whole("quickHeight", 1);
  frames.brokenPackets = object.whole("brokenPackets", 0);
  frames.lost = object.list<int>("lost", [](const JsonValue& index) { return index.wholeInt(0); });
  frames.time = readTimes(object, frames.count);
  frames.sharpness = readSeries(object, "sharpness", frames.count, notNegative);
  frames.motion = readSeries(object, "motion", frames.count, notNegative);
  frames.meanLuma = readSeries(object, "meanLuma", frames.count, {0, 255});
  frames.darkShare = readSeries(object, "darkShare", frames.count, aShare);
  frames.brightShare = readSeries(object, "brightShare", frames.count, aShare);
  frames.glareShare = readSeries(object, "glareShare", frames.count, aShare);
  object.optional("precise", [&](const JsonValue& p) { frames.precise = readPrecise(p, frames.count); });
  frames.unknown = object.rest();
  return frames;
}

}  // namespace gradevault::report_json
