#include <fcntl.h>
#include <unistd.h>

#include "capture_file.hpp"
#include "gradevault/http/http_date.hpp"
#include "problems.hpp"
#include "routes.hpp"
#include "submission.hpp"
#include "upload_file.hpp"

namespace gradevault::api {
namespace {

using Problem = std::optional<http::Reply>;

constexpr std::size_t longestMetadata = 4096;

http::Reply reply(int status) {
  http::Reply made;
  made.status = status;
  made.headers = {{"Tus-Resumable", std::string(tus::version)}, {"Cache-Control", "no-store"}};
  return made;
}

/// Every answer says the version, problems too: a client that misses it takes the server for another one.
http::Reply versioned(http::Reply made) {
  for (const auto& [name, value] : made.headers)
    if (name == "Tus-Resumable") return made;
  made.headers.emplace_back("Tus-Resumable", tus::version);
  return made;
}

http::Reply discovery(const Context& context) {
  http::Reply made = reply(204);
  made.headers.emplace_back("Tus-Version", tus::version);
  made.headers.emplace_back("Tus-Extension", "creation,creation-with-upload,termination,expiration,checksum");
  made.headers.emplace_back("Tus-Max-Size", std::to_string(context.settings.maxUploadBytes));
  made.headers.emplace_back("Tus-Checksum-Algorithm", "sha1,sha256,md5");
  return made;
}

jobs::Milliseconds expiry(const Context& context) {
  return context.services.clock.now() +
         static_cast<jobs::Milliseconds>(context.settings.uploadSeconds * 1000);
}

/// The upload in the path, when it exists for this caller and has not expired; or the problem.
std::variant<jobs::Upload, http::Reply> uploadOf(const Context& context, const http::Call& call,
                                                 const Caller& caller) {
  auto upload = context.services.store.uploads().find(call.parameter("id"));
  if (!upload.ok()) return context.failed(upload.error());
  if (!*upload || !caller.sees((*upload)->owner)) return problems::notFound("upload");
  if ((*upload)->expires <= context.services.clock.now())
    return http::problem(410, "upload_expired", "The upload has expired",
                         "make a new one and send the file again");
  return std::move(**upload);
}

/// After bytes have come: complete, or to be waited for longer.
http::Reply progressed(const Context& context, jobs::Upload& upload, std::int64_t offset, int status) {
  upload.expires = expiry(context);
  auto& table = context.services.store.uploads();
  const Status noted = offset == upload.length && !upload.complete ? table.markComplete(upload.id) : Status();
  if (!noted.ok()) return context.failed(noted.error());
  if (const Status longer = table.prolong(upload.id, upload.expires); !longer.ok())
    return context.failed(longer.error());
  http::Reply made = reply(status);
  made.headers.emplace_back("Upload-Offset", std::to_string(offset));
  made.headers.emplace_back("Upload-Expires", http::httpDate(upload.expires / 1000));
  return made;
}

/// The checksum that the request announces; or the problem.
std::variant<std::optional<tus::Checksum>, http::Reply> checksumOf(const http::Call& call) {
  if (call.headerCount("Upload-Checksum") == 0) return std::optional<tus::Checksum>();
  auto checksum = tus::checksum(call.header("Upload-Checksum").value_or(""));
  if (!checksum) return problems::invalidRequest("Upload-Checksum: expected sha1, sha256 or md5 and Base64");
  return checksum;
}

http::Reply append(const Context& context, http::Call& call, jobs::Upload& upload, UploadLocks::Lock& lock,
                   std::int64_t offset, int status) {
  auto checksum = checksumOf(call);
  if (auto* problem = std::get_if<http::Reply>(&checksum)) return std::move(*problem);
  if (!context.quota.admits(upload.length - offset)) return problems::insufficientStorage();
  auto problem =
      appendBody(context, call, upload, lock, std::get<std::optional<tus::Checksum>>(checksum), offset);
  if (!problem) return progressed(context, upload, offset, status);
  // What has come stays; a later request goes on from there.
  (void)progressed(context, upload, offset, status);
  return std::move(*problem);
}

/// What a new upload's headers say; or the problem.
std::variant<jobs::Upload, http::Reply> announced(const Context& context, const http::Call& call,
                                                  const Caller& caller) {
  if (call.headerCount("Upload-Defer-Length") != 0)
    return problems::invalidRequest("Upload-Defer-Length: not supported; send Upload-Length");
  const auto length = tus::number(call.header("Upload-Length").value_or(""));
  if (!length) return problems::invalidRequest("Upload-Length: expected a number of bytes");
  if (*length > context.settings.maxUploadBytes) return problems::tooLarge(context.settings.maxUploadBytes);
  jobs::Upload upload;
  upload.length = *length;
  upload.owner = caller.owner;
  upload.metadata = call.header("Upload-Metadata").value_or("");
  const auto metadata = tus::metadata(upload.metadata);
  if (!metadata || upload.metadata.size() > longestMetadata || call.headerCount("Upload-Metadata") > 1)
    return problems::invalidRequest("Upload-Metadata: expected \"key base64,…\", keys once, at most " +
                                    std::to_string(longestMetadata) + " bytes");
  upload.fileName = tus::fileName(*metadata);
  upload.expires = expiry(context);
  return upload;
}

http::Reply create(const Context& context, http::Call& call, const Caller& caller) {
  if (auto refusal = refusalNow(context)) return std::move(*refusal);
  auto read = announced(context, call, caller);
  if (auto* problem = std::get_if<http::Reply>(&read)) return std::move(*problem);
  if (!context.quota.admits(std::get<jobs::Upload>(read).length)) return problems::insufficientStorage();
  auto created = context.services.store.uploads().create(std::get<jobs::Upload>(read));
  if (!created.ok()) return context.failed(created.error());
  auto lock = context.uploads.take(created->id);
  const std::filesystem::path path = context.services.data.upload(created->id);
  const process::FileDescriptor file(::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
  if (!file.valid() || !syncFolder(path.parent_path()))
    return context.failed({ErrorCode::write_failed, "an upload's file cannot be made in the data folder"});
  const bool withBody = call.header("Content-Type") == tus::contentType;
  http::Reply made =
      withBody ? append(context, call, *created, *lock, 0, 201) : progressed(context, *created, 0, 201);
  if (made.status == 201) made.headers.emplace_back("Location", "/v1/uploads/" + created->id);
  return made;
}

http::Reply head(const Context& context, jobs::Upload& upload, std::int64_t offset) {
  // All bytes had come, but the server ended before it noted that.
  if (offset == upload.length && !upload.complete) (void)progressed(context, upload, offset, 200);
  http::Reply made = reply(200);
  made.headers.emplace_back("Upload-Offset", std::to_string(offset));
  made.headers.emplace_back("Upload-Length", std::to_string(upload.length));
  made.headers.emplace_back("Upload-Expires", http::httpDate(upload.expires / 1000));
  if (!upload.metadata.empty()) made.headers.emplace_back("Upload-Metadata", upload.metadata);
  return made;
}

http::Reply patch(const Context& context, http::Call& call, jobs::Upload& upload, UploadLocks::Lock& lock,
                  std::int64_t offset) {
  if (call.header("Content-Type") != tus::contentType)
    return problems::unsupportedMediaType(tus::contentType);
  const auto begin = tus::number(call.header("Upload-Offset").value_or(""));
  if (!begin) return problems::invalidRequest("Upload-Offset: expected a number of bytes");
  if (*begin != offset) {
    http::Reply problem =
        problems::conflict("offset_mismatch", "the upload goes on at byte " + std::to_string(offset));
    problem.headers.emplace_back("Upload-Offset", std::to_string(offset));
    return problem;
  }
  return append(context, call, upload, lock, offset, 204);
}

http::Reply terminate(const Context& context, const jobs::Upload& upload) {
  if (const Status removed = context.services.store.uploads().remove(upload.id); !removed.ok())
    return context.failed(removed.error());
  ::unlink(context.services.data.upload(upload.id).c_str());  // else the janitor finds it
  return reply(204);
}

/// HEAD, PATCH and DELETE: one at a time on an upload.
http::Reply change(const Context& context, http::Call& call, const Caller& caller) {
  auto found = uploadOf(context, call, caller);
  if (auto* problem = std::get_if<http::Reply>(&found)) return std::move(*problem);
  auto lock = context.uploads.take(std::get<jobs::Upload>(found).id);
  if (!lock) return problems::uploadLocked();
  found = uploadOf(context, call, caller);  // as it is now that nobody else changes it
  if (auto* problem = std::get_if<http::Reply>(&found)) return std::move(*problem);
  auto& upload = std::get<jobs::Upload>(found);
  if (call.method() == "DELETE") return terminate(context, upload);
  const auto offset = uploadOffset(context.services.data.upload(upload.id));
  if (!offset) return problems::notFound("upload");
  if (call.method() == "PATCH") return patch(context, call, upload, *lock, *offset);
  return head(context, upload, *offset);
}

}  // namespace

std::vector<http::Route> uploadRoutes(const Context& context) {
  const auto route = [&context](const char* method, const char* pattern, bool streams, auto function) {
    http::Route made{.method = method,
                     .pattern = pattern,
                     .kind = streams ? http::RouteClass::upload : http::RouteClass::api,
                     .maxBody = streams ? context.settings.maxUploadBytes : 0,
                     .streams = streams,
                     .handler = nullptr};
    const auto admitted =
        withKey(context, "analyses:write", [&context, function](http::Call& call, const Caller& caller) {
          return function(context, call, caller);
        });
    made.handler = [admitted](http::Call& call) {
      if (call.header("Tus-Resumable") != tus::version) return versioned(problems::tusVersion());
      return versioned(admitted(call));
    };
    return made;
  };
  const auto discover = [&context](http::Call&) { return discovery(context); };
  return {{.method = "OPTIONS", .pattern = "/v1/uploads", .maxBody = 0, .handler = discover},
          {.method = "OPTIONS", .pattern = "/v1/uploads/{id}", .maxBody = 0, .handler = discover},
          route("POST", "/v1/uploads", true, create),
          route("HEAD", "/v1/uploads/{id}", false, change),
          route("PATCH", "/v1/uploads/{id}", true, change),
          route("DELETE", "/v1/uploads/{id}", false, change)};
}

}  // namespace gradevault::api
