// Writes sample reports for the validator: valid ones to FOLDER/valid, broken ones to FOLDER/broken, and what
// is wrong with those to FOLDER/broken.json (file name → JSON pointer).
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "broken_reports.hpp"
#include "gradevault/agreement.hpp"
#include "gradevault/report.hpp"
#include "sample_reports.hpp"

namespace {

using namespace gradevault;
using Json = nlohmann::ordered_json;

void save(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) {
    std::fprintf(stderr, "%s cannot be written\n", path.c_str());
    std::exit(1);
  }
}

std::string text(const Result<std::string>& json) {
  if (json.ok()) return *json;
  std::fprintf(stderr, "%s\n", json.error().message.c_str());
  std::exit(1);
}

/// What a newer minor version might write.
std::string withUnknownMembers(const Report& report) {
  Json json = Json::parse(text(toJson(report)));
  const Json before = json;
  for (const std::string& pointer : testing::pointersOf(before)) {
    Json& value = json[Json::json_pointer(pointer)];
    const bool freeNames = pointer == "/timings" || pointer == "/cost/seconds" || pointer.ends_with("/artifacts");
    if (value.is_object() && !freeNames) value["future"] = {1, "two", nullptr};
  }
  json["schemaVersion"] = "1.1";
  return json.dump();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: write_reports FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::remove_all(folder / "valid");
  std::filesystem::remove_all(folder / "broken");
  std::filesystem::create_directories(folder / "valid");
  std::filesystem::create_directories(folder / "broken");

  const Report full = testing::fullReport();
  Report escalated = full;
  escalated.stage = ReportStage::full;
  Report precheck = testing::minimalReport();
  precheck.stage = ReportStage::precheck;
  addPrecheck(escalated, precheck);
  save(folder / "valid" / "full.json", text(toJson(full)));
  save(folder / "valid" / "minimal.json", text(toJson(testing::minimalReport(), -1)));
  save(folder / "valid" / "escalated.json", text(toJson(escalated)));
  save(folder / "valid" / "future.json", withUnknownMembers(full));
  save(folder / "options.json", text(toJson(full.options)));

  const Json document = Json::parse(text(toJson(full)));
  Json pointers = Json::object();
  for (const auto& reports : {testing::withEachTypeWrong(document), testing::withEachMemberMissing(document),
                              testing::withValuesOutOfPlace(document)}) {
    for (const testing::BrokenReport& broken : reports) {
      const std::string name = std::to_string(pointers.size()) + ".json";
      save(folder / "broken" / name, broken.json.dump());
      pointers[name] = {{"pointer", broken.pointer}, {"what", broken.what}};
    }
  }
  save(folder / "broken.json", pointers.dump(1));
  return 0;
}
