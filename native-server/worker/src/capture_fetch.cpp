#include "capture_fetch.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "gradevault/process/file_descriptor.hpp"

namespace gradevault::worker {
namespace {

namespace fs = std::filesystem;

fs::path partOf(const jobs::Job& job, const jobs::DataFolder& data, std::int64_t token) {
  return data.capture(job.id + '.' + std::to_string(token) + ".part");
}

AttemptFailure cannotWrite(const fs::path& path) {
  return failureOf(Error{ErrorCode::write_failed,
                         "cannot write " + path.string() + ": " + std::generic_category().message(errno)});
}

/// Under its own name only when it is whole and on the disk.
bool settle(int file, const fs::path& part, const fs::path& capture) {
  if (::fsync(file) != 0 || ::rename(part.c_str(), capture.c_str()) != 0) return false;
  const process::FileDescriptor folder(
      ::open(capture.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.valid()) (void)::fsync(folder.number());
  return true;
}

}  // namespace

std::variant<fs::path, AttemptFailure> fetchCapture(const jobs::Job& job, const jobs::DataFolder& data,
                                                    const outgoing::HttpClient& client,
                                                    const FetchSettings& settings) {
  std::error_code error;
  if (!job.request.captureFile.empty()) {
    fs::path capture = data.capture(job.request.captureFile);
    if (fs::is_regular_file(capture, error)) return capture;
    return AttemptFailure{jobs::Failure::rejected,
                          {"capture_gone", "The capture is no longer here; send it again."},
                          capture.string() + " is not there"};
  }
  fs::path capture = data.capture(job.id);
  if (fs::is_regular_file(capture, error)) return capture;
  for (std::int64_t token = 1; token < job.token; ++token) fs::remove(partOf(job, data, token), error);

  const fs::path part = partOf(job, data, job.token);
  const process::FileDescriptor file(
      ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.valid()) return cannotWrite(part);
  outgoing::DownloadRequest request;
  request.url = job.request.videoUrl;
  request.descriptor = file.number();
  request.maxBytes = settings.maxBytes;
  request.totalSeconds = settings.seconds;
  request.progress = settings.progress;
  const auto answer = client.download(request);
  if (const auto* refusal = std::get_if<outgoing::Refusal>(&answer)) {
    fs::remove(part, error);
    return failureOf(*refusal);
  }
  if (!settle(file.number(), part, capture)) {
    AttemptFailure failure = cannotWrite(capture);
    fs::remove(part, error);
    return failure;
  }
  return capture;
}

}  // namespace gradevault::worker
