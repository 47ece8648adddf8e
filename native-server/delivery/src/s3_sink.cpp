#include "s3_sink.hpp"

#include <ctime>

#include "hmac.hpp"
#include "s3_listing.hpp"
#include "sent_folder.hpp"
#include "storage_call.hpp"

namespace gradevault::delivery {
namespace {

constexpr std::int64_t longestListing = 16 << 20;  // a thousand keys of 1,024 bytes, escaped

}  // namespace

S3Sink::S3Sink(S3Settings settings, S3Place place)
    : settings_(std::move(settings)), place_(std::move(place)), client_(operatorsClient()) {}

outgoing::Request S3Sink::request(const S3Call& call) const {
  return s3Request(settings_, place_, call, std::time(nullptr));
}

Status S3Sink::put(const std::filesystem::path& folder, const std::string& prefix) {
  const auto files = filesToSend(folder);
  if (!files.ok()) return files.error();
  for (const SentFile& file : *files) {
    const std::string key = settings_.prefix + prefix + file.name;
    if (!isPlainKey(key)) return Error{ErrorCode::invalid_argument, "S3: put: '" + key + "' is no key"};
    auto content = contentOf(file.path);
    if (!content.ok()) return content.error();
    S3Call call{"PUT", key, {}, sha256Hex(*content), {{"Content-Type", file.mediaType}}};
    const auto answer = askStorage(
        client_,
        [&] {
          outgoing::Request made = request(call);
          made.body = *content;
          made.totalSeconds = 300;
          return made;
        },
        "S3: put");
    if (!answer.ok()) return answer.error();
    if (auto status = expectSuccess(*answer, "S3: put"); !status.ok()) return status;
  }
  return {};
}

Status S3Sink::remove(const std::string& prefix) {
  const std::string whole = settings_.prefix + prefix;
  if (!isPlainKey(prefix))
    return Error{ErrorCode::invalid_argument, "S3: remove: '" + prefix + "' is no prefix"};
  for (std::string token;;) {
    S3Call list{"GET", "", {{"list-type", "2"}, {"prefix", whole}}, sha256Hex(""), {}};
    if (!token.empty()) list.query.emplace_back("continuation-token", token);
    const auto page = askStorage(
        client_,
        [&] {
          outgoing::Request made = request(list);
          made.maxBytes = longestListing;
          return made;
        },
        "S3: list");
    if (!page.ok()) return page.error();
    if (auto status = expectSuccess(*page, "S3: list"); !status.ok()) return status;
    const S3Listing listing = s3Listing(page->body);
    for (const std::string& key : listing.keys) {
      // A server that does not heed the prefix shall not lose other things.
      if (!key.starts_with(whole)) continue;
      const S3Call call{"DELETE", key, {}, sha256Hex(""), {}};
      const auto gone = askStorage(
          client_, [&] { return request(call); }, "S3: delete");
      if (!gone.ok()) return gone.error();
      if (gone->status == 404) continue;
      if (auto status = expectSuccess(*gone, "S3: delete"); !status.ok()) return status;
    }
    if (listing.next.empty() || listing.next == token) return {};
    token = listing.next;
  }
}

Status S3Sink::fetch(const std::string& prefix, const std::string& name, const std::filesystem::path& file) {
  const std::string key = settings_.prefix + prefix + name;
  if (!isPlainKey(key)) return Error{ErrorCode::invalid_argument, "S3: get: '" + key + "' is no key"};
  const S3Call call{"GET", key, {}, sha256Hex(""), {}};
  return fetchFromStorage(
      client_, [&] { return request(call); }, file, "S3: get");
}

}  // namespace gradevault::delivery
