#include "multipart_request.hpp"

#include "analysis_request.hpp"
#include "digest.hpp"
#include "problems.hpp"

namespace gradevault::api {
namespace {

constexpr std::size_t mostFields = 32;
constexpr std::int64_t roomStep = std::int64_t{16} << 20;  ///< bytes between looks at the disk's room
constexpr std::size_t longestName = 200;

/// What is made of the parts as they come; `problem` stops the reading.
class Reader {
 public:
  Reader(const Context& context, CaptureFile capture)
      : context_(context), request_{{}, std::move(capture), {}, {}} {}

  bool begin(const http::Call::Part& part) {
    inFile_ = part.name == "file";
    if (inFile_) {
      if (fileSeen_) return refuse(problems::invalidRequest("the part \"file\" came twice"));
      fileSeen_ = true;
      request_.fileName = shownFileName(part.fileName);
      return true;
    }
    if (request_.fields.size() == mostFields) return refuse(problems::invalidRequest("too many parts"));
    request_.fields.emplace_back(part.name, "");
    return true;
  }

  bool take(std::span<const char> bytes) { return inFile_ ? takeFile(bytes) : takeField(bytes); }

  std::variant<MultipartRequest, http::Reply> finish(const Status& read) {
    if (problem_) return std::move(*problem_);
    if (!read.ok()) return problems::incompleteBody();
    if (!fileSeen_) return problems::invalidRequest("expected a part \"file\" with the capture");
    request_.sha256 = hex(digest_.finish());
    if (const Status synced = request_.capture.sync(); !synced.ok()) return context_.failed(synced.error());
    return std::move(request_);
  }

 private:
  bool refuse(http::Reply problem) {
    problem_ = std::move(problem);
    return false;
  }

  bool takeField(std::span<const char> bytes) {
    fieldBytes_ += bytes.size();
    if (fieldBytes_ > maxRequestBytes)
      return refuse(problems::tooLarge(static_cast<std::int64_t>(maxRequestBytes)));
    request_.fields.back().second.append(bytes.begin(), bytes.end());
    return true;
  }

  bool takeFile(std::span<const char> bytes) {
    const auto size = static_cast<std::int64_t>(bytes.size());
    if (request_.capture.bytes() + size > context_.settings.maxUploadBytes)
      return refuse(problems::tooLarge(context_.settings.maxUploadBytes));
    if (request_.capture.bytes() + size > roomChecked_) {
      if (!context_.quota.admits(roomStep)) return refuse(problems::insufficientStorage());
      roomChecked_ += roomStep;
    }
    if (!request_.capture.write(bytes)) return refuse(problems::insufficientStorage());
    context_.quota.wrote(size);
    digest_.update(bytes);
    return true;
  }

  const Context& context_;
  MultipartRequest request_;
  Digest digest_{Digest::Algorithm::sha256};
  std::optional<http::Reply> problem_;
  bool inFile_ = false;
  bool fileSeen_ = false;
  std::size_t fieldBytes_ = 0;
  std::int64_t roomChecked_ = 0;
};

}  // namespace

std::variant<MultipartRequest, http::Reply> readMultipart(const Context& context, http::Call& call) {
  auto capture = CaptureFile::create(context.services.data);
  if (!capture.ok()) return context.failed(capture.error());
  Reader reader(context, std::move(*capture));
  const Status read = call.readParts([&](const http::Call::Part& part) { return reader.begin(part); },
                                     [&](std::span<const char> bytes) { return reader.take(bytes); });
  return reader.finish(read);
}

std::string shownFileName(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string shown;
  for (const char letter : name)
    if (static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7f) shown += letter;
  // Not cut within a character.
  std::size_t length = std::min(shown.size(), longestName);
  while (length > 0 && length < shown.size() && (static_cast<unsigned char>(shown[length]) & 0xc0) == 0x80)
    --length;
  shown.resize(length);
  return shown;
}

}  // namespace gradevault::api
