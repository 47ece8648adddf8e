#include <algorithm>
#include <span>

#include "analysis_request.hpp"
#include "gradevault/digest.hpp"
#include "multipart_request.hpp"
#include "problems.hpp"
#include "routes.hpp"
#include "submission.hpp"

namespace gradevault::api {
namespace {

using Key = std::optional<std::string>;

/// What two requests with the same Idempotency-Key must have in common.
std::string fingerprintOf(std::string_view asked) {
  Sha256 hash;
  hash.update(std::as_bytes(std::span(asked)));
  return hash.hex();
}

/// The upload's bytes, complete and this caller's, under a name of their own.
std::variant<CaptureFile, http::Reply> captureOf(const Context& context, const Caller& caller,
                                                 const std::string& id, jobs::JobRequest& job) {
  const auto upload = context.services.store.uploads().find(id);
  if (!upload.ok()) return context.failed(upload.error());
  if (!*upload || !caller.sees((*upload)->owner)) return problems::notFound("upload");
  if (!(*upload)->complete)
    return problems::conflict("upload_incomplete", "the upload is not complete; send the rest first");
  auto capture = CaptureFile::ofUpload(context.services.data, id);
  if (!capture.ok())
    return capture.error().code == ErrorCode::unreadable_input ? problems::notFound("upload")
                                                               : context.failed(capture.error());
  if (const Status synced = capture->sync(); !synced.ok()) return context.failed(synced.error());
  job.fileName = (*upload)->fileName;
  return std::move(*capture);
}

http::Reply submitted(const Context& context, const Caller& caller, jobs::JobRequest& job,
                      CaptureFile* capture, const Key& key, const std::string& fingerprint) {
  job.owner = caller.owner;
  if (capture != nullptr) job.captureFile = capture->name();
  auto outcome = submit(context, job, key, fingerprint);
  if (auto* problem = std::get_if<http::Reply>(&outcome)) return std::move(*problem);
  const auto& accepted = std::get<Accepted>(outcome);
  if (capture != nullptr && !accepted.repeated) capture->keep();
  return acceptedReply(context, accepted);
}

http::Reply fromJson(const Context& context, const Caller& caller, http::Call& call, const Key& key) {
  std::string body;
  const Status read = call.readBody([&](std::span<const char> bytes) {
    body.append(bytes.begin(), bytes.end());
    return body.size() <= maxRequestBytes;
  });
  if (body.size() > maxRequestBytes) return problems::tooLarge(static_cast<std::int64_t>(maxRequestBytes));
  if (!read.ok()) return problems::incompleteBody();
  JsonFields fields(body, maxRequestBytes);
  AnalysisRequest request = readAnalysisRequest(fields, CapturePlace::named, context.settings);
  if (const auto& error = fields.finish()) return problems::invalidRequest(*error);
  if (auto refusal = refusalOf(caller, request.job)) return std::move(*refusal);
  const std::string fingerprint = fingerprintOf(fields.canonical());
  if (request.uploadId.empty()) return submitted(context, caller, request.job, nullptr, key, fingerprint);
  // Asked before the upload is looked for: it may have expired since.
  if (auto earlier = earlierAnswer(context, caller.owner, key, fingerprint)) return std::move(*earlier);
  auto capture = captureOf(context, caller, request.uploadId, request.job);
  if (auto* problem = std::get_if<http::Reply>(&capture)) return std::move(*problem);
  return submitted(context, caller, request.job, &std::get<CaptureFile>(capture), key, fingerprint);
}

http::Reply fromMultipart(const Context& context, const Caller& caller, http::Call& call, const Key& key) {
  auto read = readMultipart(context, call);
  if (auto* problem = std::get_if<http::Reply>(&read)) return std::move(*problem);
  auto& multipart = std::get<MultipartRequest>(read);
  JsonFields fields(multipart.fields, jsonParts, maxRequestBytes);
  AnalysisRequest request = readAnalysisRequest(fields, CapturePlace::attached, context.settings);
  if (const auto& error = fields.finish()) return problems::invalidRequest(*error);
  if (auto refusal = refusalOf(caller, request.job)) return std::move(*refusal);
  request.job.fileName = multipart.fileName;
  return submitted(context, caller, request.job, &multipart.capture, key,
                   fingerprintOf(fields.canonical() + multipart.sha256));
}

http::Reply create(const Context& context, http::Call& call, const Caller& caller) {
  if (auto refusal = refusalNow(context)) return std::move(*refusal);
  auto key = idempotencyKey(call);
  if (auto* problem = std::get_if<http::Reply>(&key)) return std::move(*problem);
  std::string type = call.header("Content-Type").value_or("");
  type = type.substr(0, type.find(';'));
  std::ranges::transform(type, type.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
  });
  while (!type.empty() && type.back() == ' ') type.pop_back();
  if (type == "application/json") return fromJson(context, caller, call, std::get<Key>(key));
  if (type == "multipart/form-data") {
    const auto counts = context.services.store.jobs().counts();
    if (!counts.ok()) return context.failed(counts.error());
    if (counts->queued >= context.settings.queueLimit)
      return problems::queueFull();  // before all of it is sent
    return fromMultipart(context, caller, call, std::get<Key>(key));
  }
  return problems::unsupportedMediaType("application/json or multipart/form-data");
}

}  // namespace

std::vector<http::Route> creationRoutes(const Context& context) {
  // The form's own bytes around the file are few; the fields beside it have a limit of their own.
  const std::int64_t most = context.settings.maxUploadBytes + 2 * static_cast<std::int64_t>(maxRequestBytes);
  return {{"POST", "/v1/analyses", http::RouteClass::upload, most, true,
           withKey(context, "analyses:write", [&context](http::Call& call, const Caller& caller) {
             return create(context, call, caller);
           })}};
}

}  // namespace gradevault::api
