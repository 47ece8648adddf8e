#include "file_answer.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "header_syntax.hpp"

namespace gradevault::http {
namespace {

/// If-None-Match compares weakly: W/"x" is "x".
bool matchesAny(std::string_view list, std::string_view quoted) {
  bool found = trimmed(list) == "*";
  forEachElement(list, [&](std::string_view tag) {
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    found = found || tag == quoted;
  });
  return found;
}

/// Ranges of another version of the file must not be mixed with this one's. A date never matches: no
/// Last-Modified is sent.
bool rangeIsForThis(const RequestHead& head, std::string_view quoted) {
  return head.count("If-Range") == 0 || (!quoted.empty() && head.value("If-Range") == quoted);
}

}  // namespace

std::optional<FileAnswer> answerWithFile(const FileBody& body, const RequestHead& head) {
  FileAnswer answer;
  answer.file = process::FileDescriptor(::open(body.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat facts {};
  if (!answer.file.valid() || ::fstat(answer.file.number(), &facts) != 0 || !S_ISREG(facts.st_mode))
    return std::nullopt;
  answer.size = facts.st_size;
  answer.headers.emplace_back("Accept-Ranges", "bytes");
  std::string quoted;
  if (!body.etag.empty()) {
    quoted = '"' + body.etag + '"';
    answer.headers.emplace_back("ETag", quoted);
    if (head.count("If-None-Match") == 1 && matchesAny(head.value("If-None-Match"), quoted)) {
      answer.status = 304;
      return answer;
    }
  }
  if (head.method == "GET" && head.count("Range") == 1 && rangeIsForThis(head, quoted)) {
    if (auto ranges = parseByteRanges(head.value("Range"), answer.size)) {
      answer.status = ranges->empty() ? 416 : 206;
      answer.ranges = std::move(*ranges);
      if (answer.status == 416) {
        answer.headers.emplace_back("Content-Range", "bytes */" + std::to_string(answer.size));
      }
    }
  }
  return answer;
}

std::int64_t readAt(int file, char* into, std::size_t size, std::int64_t offset) noexcept {
  for (;;) {
    const auto count = ::pread(file, into, size, offset);
    if (count >= 0 || errno != EINTR) return count;
  }
}

}  // namespace gradevault::http
