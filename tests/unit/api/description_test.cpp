#include <fstream>
#include <set>

#include "api_test.hpp"

namespace gradevault::api {
namespace {

/// "GET /v1/analyses/{id}" of everything that docs/openapi.json describes.
std::set<std::string> described() {
  const Json document = Json::parse(std::ifstream(GRADEVAULT_SOURCE_DIR "/docs/openapi.json"));
  std::set<std::string> operations;
  for (const auto& [path, item] : document["paths"].items())
    for (const auto& [name, operation] : item.items()) {
      if (name == "parameters") continue;
      std::string method = name;
      for (char& letter : method) letter = static_cast<char>(letter - 32);
      operations.insert(method + " " + path);
    }
  return operations;
}

TEST_F(ApiTest, EveryRouteIsDescribedAndEverythingDescribedIsServed) {
  std::set<std::string> served;
  for (const http::Route& route : routes_) served.insert(route.method + " " + route.pattern);
  EXPECT_EQ(served, described());
}

TEST_F(ApiTest, TheDescriptionAndTheSchemasAreServedAsTheyAreInTheSource) {
  const auto file = [](const std::string& name) {
    std::ifstream stream(GRADEVAULT_SOURCE_DIR "/" + name, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(stream)), {});
  };
  FakeCall request("GET", "/openapi.json");
  EXPECT_EQ(std::get<std::string>(call("GET", "/openapi.json", request).body), file("docs/openapi.json"));
  for (const std::string name : {"report.schema.json", "options.schema.json"}) {
    FakeCall schema("GET", "/schemas/" + name);
    schema.withParameter("name", name);
    EXPECT_EQ(std::get<std::string>(call("GET", "/schemas/{name}", schema).body),
              file("core/schema/" + name));
  }
  FakeCall other("GET", "/schemas/other.json");
  other.withParameter("name", "other.json");
  EXPECT_EQ(call("GET", "/schemas/{name}", other).status, 404);
}

TEST_F(ApiTest, ThePageServesItsFilesAndNothingBesideThem) {
  namespace fs = std::filesystem;
  const fs::path web = folder_ / "web";
  fs::create_directories(web / "assets");
  std::ofstream(web / "index.html") << "<p>";
  std::ofstream(web / "assets" / "module.wasm") << "wasm";
  std::ofstream(web / ".hidden") << "no";
  std::ofstream(folder_ / "secret") << "no";
  fs::create_symlink(folder_ / "secret", web / "link");
  Settings settings;
  settings.web = web;
  remake(settings);
  const auto page = [&](const std::string& path) {
    FakeCall request("GET", "/" + path);
    request.withParameter("path", path);
    return call("GET", "/{path...}", request);
  };
  EXPECT_EQ(page("assets/module.wasm").mediaType, "application/wasm");
  EXPECT_EQ(page("index.html").status, 200);
  for (const std::string path : {"../secret", "assets/../../secret", "link", ".hidden", "/etc/passwd",
                                 "assets/..", "nothing", "..", "a\\..\\b"})
    EXPECT_EQ(page(path).status, 404) << path;
}

}  // namespace
}  // namespace gradevault::api
