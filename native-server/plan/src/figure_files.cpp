#include <cmath>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "gradevault/plan/figures.hpp"

namespace gradevault::plan {
namespace {

using Json = nlohmann::json;

/// "1080p.mp4", "720p.mp4" and "640x480.mp4", as docs/performance names them.
std::optional<CaptureSize> sizeByName(const std::string& name) {
  CaptureSize size;
  if (name.starts_with("1080p")) return size;
  if (name.starts_with("720p")) return CaptureSize{size.frames, 1280, 720};
  if (std::sscanf(name.c_str(), "%5dx%5d", &size.width, &size.height) == 2) return size;
  return std::nullopt;
}

/// What `gradevault bench --json` prints, with a capture that is an object, or was edited to a name.
Measurement benchMeasurement(const Json& document, const std::string& file) {
  Measurement measurement;
  measurement.seconds = document.at("seconds").get<double>();
  const Json& capture = document.at("capture");
  if (capture.is_object()) {
    measurement.capture = {capture.at("frames").get<int>(), capture.at("width").get<int>(),
                           capture.at("height").get<int>()};
  } else {
    const auto size = sizeByName(capture.get<std::string>());
    if (size) measurement.capture = *size;
    measurement.capture.frames =
        size ? static_cast<int>(
                   std::lround(measurement.seconds * document.at("framesPerSecond").get<double>()))
             : 0;
  }
  const Json& engine = document.at("engine");
  const std::string name = engine.at("name").get<std::string>();
  const bool gpu = name == "cuda" || name == "opencv-cuda";
  measurement.device = gpu ? engine.value("device", std::string("GPU")) : "cpu";
  measurement.threads = document.value("threads", 0);
  measurement.source = file;
  // The prototype's calls and the definition are yardsticks; nobody plans with them.
  if (name != "cuda" && name != "cpu") measurement.seconds = 0;
  return measurement;
}

/// scripts/gpu-bench: whole analyses by both engines on one machine.
std::vector<Measurement> gpuBenchMeasurements(const Json& document, const std::string& file) {
  const std::string gpu = document.at("machine").at("gpus").at(0).at("name").get<std::string>();
  const int threads = document.at("videos").value("threads", 0);
  std::vector<Measurement> found;
  for (const Json& analysis : document.at("videos").at("analyses")) {
    const std::string engine = analysis.at("engine").get<std::string>();
    if (engine != "cuda" && engine != "cpu") continue;
    Measurement measurement;
    measurement.device = engine == "cuda" ? gpu : "cpu";
    for (const Json& capture : document.at("program").at("captures")) {
      if (capture.at("file") != analysis.at("capture")) continue;
      measurement.capture = {capture.at("frames").get<int>(), capture.at("width").get<int>(),
                             capture.at("height").get<int>()};
      measurement.seconds = analysis.at("cold").at("seconds").get<double>();
    }
    measurement.threads = threads;
    measurement.source = file;
    found.push_back(std::move(measurement));
  }
  return found;
}

bool makesSense(const Measurement& measurement) {
  return measurement.seconds > 0 && std::isfinite(measurement.seconds) && measurement.capture.frames > 0 &&
         measurement.capture.width > 0 && measurement.capture.height > 0;
}

}  // namespace

Result<std::vector<Measurement>> readMeasurements(const std::filesystem::path& file) {
  const auto wrong = [&](const char* what) {
    return Error{ErrorCode::unreadable_input, "figures: " + file.string() + ": " + what};
  };
  std::ifstream input(file);
  if (!input) return wrong("the file cannot be read");
  std::vector<Measurement> found;
  try {
    const Json document = Json::parse(input);
    const std::string name = file.filename().string();
    if (document.contains("videos")) {
      found = gpuBenchMeasurements(document, name);
    } else {
      found.push_back(benchMeasurement(document, name));
    }
  } catch (const Json::exception&) {
    return wrong("this is not what gradevault bench --json or scripts/gpu-bench writes");
  }
  std::erase_if(found, [](const Measurement& measurement) { return !makesSense(measurement); });
  if (found.empty()) return wrong("no whole analysis by the engines cpu or cuda is in it");
  return found;
}

}  // namespace gradevault::plan
