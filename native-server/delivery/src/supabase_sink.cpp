#include "supabase_sink.hpp"

#include <nlohmann/json.hpp>

#include "sent_folder.hpp"
#include "storage_call.hpp"
#include "uri_encoding.hpp"

namespace gradevault::delivery {
namespace {

using Json = nlohmann::json;

constexpr int pageSize = 1000;
constexpr int deepest = 8;
constexpr std::int64_t longestListing = 16 << 20;

Error wrong(const std::string& what) {
  return {ErrorCode::invalid_argument, "Supabase: " + what};
}

}  // namespace

Result<std::string> supabaseOrigin(const std::string& url) {
  std::string origin = url;
  while (origin.ends_with('/')) origin.pop_back();
  const std::size_t host = origin.starts_with("https://") ? 8 : origin.starts_with("http://") ? 7 : 0;
  if (host == 0 || host == origin.size() || origin.find('/', host) != std::string::npos) {
    return wrong("'" + url + "' is not of the form https://<project>.supabase.co");
  }
  return origin;
}

SupabaseSink::SupabaseSink(SupabaseSettings settings)
    : settings_(std::move(settings)), client_(operatorsClient()) {}

Result<std::unique_ptr<ArtifactSink>> SupabaseSink::make(SupabaseSettings settings) {
  auto origin = supabaseOrigin(settings.url);
  if (!origin.ok()) return origin.error();
  if (settings.serviceKey.empty()) return wrong("no service key is given");
  if (!isPlainKey(settings.bucket) || settings.bucket.find('/') != std::string::npos)
    return wrong("no bucket is named");
  settings.url = *origin;
  return std::unique_ptr<ArtifactSink>(new SupabaseSink(std::move(settings)));
}

outgoing::Request SupabaseSink::request(const std::string& method, const std::string& path) const {
  outgoing::Request made;
  made.method = method;
  made.url = settings_.url + "/storage/v1" + path;
  made.headers = {{"Authorization", "Bearer " + settings_.serviceKey}, {"apikey", settings_.serviceKey}};
  return made;
}

Status SupabaseSink::put(const std::filesystem::path& folder, const std::string& prefix) {
  const auto files = filesToSend(folder);
  if (!files.ok()) return files.error();
  for (const SentFile& file : *files) {
    const std::string path = settings_.prefix + prefix + file.name;
    if (!isPlainKey(path)) return wrong("put: '" + path + "' is no path");
    const auto answer = askStorage(
        client_,
        [&] {
          auto made = request("POST", "/object/" + settings_.bucket + '/' + uriEncodedPath(path));
          made.headers.emplace_back("Content-Type", file.mediaType);
          made.headers.emplace_back("x-upsert", "true");  // a second try writes over the first
          made.bodyFile = file.path;
          made.totalSeconds = 300;
          return made;
        },
        "Supabase: put");
    if (!answer.ok()) return answer.error();
    if (auto status = expectSuccess(*answer, "Supabase: put"); !status.ok()) return status;
  }
  return {};
}

Status SupabaseSink::remove(const std::string& prefix) {
  if (!isPlainKey(prefix)) return wrong("remove: '" + prefix + "' is no prefix");
  std::string folder = settings_.prefix + prefix;
  while (folder.ends_with('/')) folder.pop_back();
  return removeFolder(folder, 0);
}

Status SupabaseSink::removeFolder(const std::string& folder, int depth) {
  if (depth > deepest) return wrong("remove: folders are too deep");
  for (;;) {
    const auto page = askStorage(
        client_,
        [&] {
          auto made = request("POST", "/object/list/" + settings_.bucket);
          made.headers.emplace_back("Content-Type", "application/json");
          made.maxBytes = longestListing;
          made.body = Json{{"prefix", folder}, {"limit", pageSize}, {"offset", 0}}.dump();
          return made;
        },
        "Supabase: list");
    if (!page.ok()) return page.error();
    if (auto status = expectSuccess(*page, "Supabase: list"); !status.ok()) return status;
    const Json entries = Json::parse(page->body, nullptr, false);
    if (!entries.is_array()) return Error{ErrorCode::write_failed, "Supabase: list: the answer is no list"};
    Json paths = Json::array();
    for (const Json& entry : entries) {
      if (!entry.is_object() || !entry.contains("name") || !entry["name"].is_string()) continue;
      const std::string path = folder + '/' + entry["name"].get<std::string>();
      if (!isPlainKey(path)) continue;
      // A folder has no id.
      if (entry.contains("id") && !entry["id"].is_null()) {
        paths.push_back(path);
      } else if (auto status = removeFolder(path, depth + 1); !status.ok()) {
        return status;
      }
    }
    if (paths.empty()) return {};
    const auto gone = askStorage(
        client_,
        [&] {
          auto made = request("DELETE", "/object/" + settings_.bucket);
          made.headers.emplace_back("Content-Type", "application/json");
          made.body = Json{{"prefixes", paths}}.dump();
          return made;
        },
        "Supabase: delete");
    if (!gone.ok()) return gone.error();
    if (auto status = expectSuccess(*gone, "Supabase: delete"); !status.ok()) return status;
    // What was listed is gone, so the next page is the first again.
    if (entries.size() < pageSize) return {};
  }
}

Status SupabaseSink::fetch(const std::string& prefix, const std::string& name,
                           const std::filesystem::path& file) {
  const std::string path = settings_.prefix + prefix + name;
  if (!isPlainKey(path)) return wrong("get: '" + path + "' is no path");
  return fetchFromStorage(
      client_,
      [&] {
        return request("GET", "/object/authenticated/" + settings_.bucket + '/' + uriEncodedPath(path));
      },
      file, "Supabase: get", "status_400");  // whose body says 404
}

}  // namespace gradevault::delivery
