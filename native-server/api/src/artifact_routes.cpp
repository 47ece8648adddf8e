#include <algorithm>
#include <atomic>
#include <filesystem>

#include "gradevault/api/job_files.hpp"
#include "problems.hpp"
#include "routes.hpp"

namespace gradevault::api {
namespace {

namespace fs = std::filesystem;

/// A file of the object storage, brought here once: it goes out through this server, so that pages that are
/// isolated from other origins may show it, and that no storage credentials or addresses reach a client.
Result<fs::path> cached(const Services& services, const jobs::Job& job, const jobs::Artifact& artifact) {
  const fs::path folder = services.data.root() / "cache" / job.id / std::to_string(job.token);
  const fs::path file = folder / artifact.name;
  std::error_code error;
  if (fs::exists(file, error)) return file;
  if (services.sink == nullptr)
    return Error{ErrorCode::internal,
                 "results of " + job.id + " lie in object storage, and none is configured"};
  fs::create_directories(folder, error);
  // Two may ask at once; each fetches to a name of its own, and whole files only get the name that is looked
  // for.
  static std::atomic<unsigned> number{0};
  const fs::path partial = folder / (".part-" + std::to_string(number++));
  if (const Status fetched = services.sink->fetch(job.results, artifact.name, partial); !fetched.ok())
    return fetched.error();
  fs::rename(partial, file, error);
  if (error)
    return Error{ErrorCode::write_failed, "the cache of artifacts cannot be written: " + error.message()};
  return file;
}

http::Reply get(const Context& context, const http::Call& call, const Caller& caller) {
  const auto job = context.services.store.jobs().find(call.parameter("id"));
  if (!job.ok()) return context.failed(job.error());
  if (!*job || !caller.sees((*job)->request.owner)) return problems::notFound("analysis");
  // The name is looked up in the list, and only a listed one becomes a path.
  const std::string name = call.parameter("name");
  const auto artifact =
      std::ranges::find((*job)->artifacts, name, [](const jobs::Artifact& known) { return known.name; });
  if (artifact == (*job)->artifacts.end()) return problems::notFound("artifact");
  fs::path file = context.services.data.results((*job)->results) / artifact->name;
  if (inObjectStorage((*job)->results)) {
    auto fetched = cached(context.services, **job, *artifact);
    if (!fetched.ok()) return context.failed(fetched.error());
    file = std::move(*fetched);
  }
  http::Reply reply;
  // What has this digest never changes; but who may see it does, so a shared cache keeps nothing.
  reply.headers.emplace_back("Cache-Control", "private, max-age=3600");
  reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
  reply.mediaType = artifact->mediaType;
  reply.body = http::FileBody{std::move(file), artifact->mediaType, artifact->sha256};
  return reply;
}

}  // namespace

std::vector<http::Route> artifactRoutes(const Context& context) {
  http::Route route{.method = "GET",
                    .pattern = "/v1/analyses/{id}/artifacts/{name}",
                    .kind = http::RouteClass::download,
                    .maxBody = 0,
                    .handler = nullptr};
  route.handler = withKeyOrLink(context, "analyses:read", [&context](http::Call& call, const Caller& caller) {
    return get(context, call, caller);
  });
  return {route};
}

}  // namespace gradevault::api
