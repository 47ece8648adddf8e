// gradevault-damage-accuracy CAPTURE RESULTS: how well the defect map in RESULTS ranks the damage that gradevault-film
// planted in CAPTURE; JSON on stdout: by kind of damage, over the whole item and by region.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "average_precision.hpp"
#include "damage_truth.hpp"
#include "gradevault/artifacts/png.hpp"

namespace gradevault::accuracy {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Everything but the pixels that another kind of damage covers: naming those is neither right nor wrong.
GrayImage elsewhereUndamaged(const std::map<std::string, GrayImage>& truth, const std::string& kind, Size size) {
  GrayImage looked(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      looked.at(x, y) = 255;
      if (truth.at(kind).at(x, y) != 0) continue;
      for (const auto& [other, mask] : truth) {
        if (mask.at(x, y) != 0) looked.at(x, y) = 0;
      }
    }
  }
  return looked;
}

GrayImage within(const GrayImage& looked, const RegionReport& region) {
  GrayImage part(looked.width(), looked.height());
  for (const Rect& area : region.areas) {
    for (int y = area.y; y < area.y + area.height; ++y) {
      for (int x = area.x; x < area.x + area.width; ++x) part.at(x, y) = looked.at(x, y);
    }
  }
  return part;
}

nlohmann::ordered_json describe(const Ranking& ranking) {
  return {{"averagePrecision", ranking.averagePrecision},
          {"chance", ranking.chance},
          {"damagedPixels", ranking.damaged},
          {"pixels", ranking.pixels}};
}

int run(const fs::path& capture, const fs::path& results) {
  const auto fail = [](const std::string& message) {
    std::fprintf(stderr, "gradevault-damage-accuracy: %s\n", message.c_str());
    return 3;
  };
  const auto report = reportFromJson(contents(results / "report.json"));
  if (!report.ok()) return fail(report.error().message);
  const std::string file = contents(results / "defect_score.png");
  const auto score = artifacts::decodePng16(std::as_bytes(std::span(file)));
  if (!score.ok()) return fail("defect_score.png: " + score.error().message);
  const auto truth = damageTruth(capture, *report, score->size());
  if (!truth.ok()) return fail(truth.error().message);

  nlohmann::ordered_json result;
  result["method"] = report->defects->method;
  result["defectPercentage"] = report->defects->defectPercentage;
  result["kinds"] = nlohmann::ordered_json::object();
  for (const auto& [kind, mask] : *truth) {
    const GrayImage looked = elsewhereUndamaged(*truth, kind, score->size());
    const auto whole = rank(score->view(), mask.view(), looked.view());
    if (!whole) continue;
    auto& entry = result["kinds"][kind] = describe(*whole);
    entry["regions"] = nlohmann::ordered_json::object();
    for (const RegionReport& region : report->defects->regions) {
      const auto ranking = rank(score->view(), mask.view(), within(looked, region).view());
      if (ranking) entry["regions"][region.name] = describe(*ranking);
    }
  }
  std::puts(result.dump(2).c_str());
  return 0;
}

}  // namespace
}  // namespace gradevault::accuracy

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: gradevault-damage-accuracy CAPTURE_FOLDER RESULT_FOLDER\n");
    return 2;
  }
  return gradevault::accuracy::run(argv[1], argv[2]);
}
