// The body of POST /v1/analyses, as JSON or as parts, with its URLs and the name of its file: refused with a
// place and a reason, or understood so that its canonical form, which Idempotency-Key compares, means the
// same.
#include "analysis_request.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "byte_source.hpp"
#include "client_url.hpp"
#include "demand.hpp"
#include "gradevault/report.hpp"
#include "multipart_request.hpp"

namespace {

using namespace gradevault;
using namespace gradevault::api;
using fuzz::demand;

Settings operators() {
  Settings settings;
  settings.engines = {"auto", "cpu"};
  return settings;
}
const Settings settings = operators();

void checkJob(const jobs::JobRequest& job) {
  demand(optionsFromJson(job.options).ok(), "accepted options can be read by the worker");
  demand(job.precheck.empty() || reportFromJson(job.precheck).ok(), "so can a pre-check's report");
  for (const std::string* url : {&job.videoUrl, &job.callbackUrl}) {
    if (url->empty()) continue;
    demand(url->starts_with("http") || url->starts_with("HTTP") || url->find("://") != std::string::npos,
           "a URL is one");
    demand(url->find_first_of(" \r\n\t\\") == std::string::npos, "in printable characters");
  }
  for (const std::string* word : {&job.scanId, &job.shot})
    demand(word->size() <= 200 && word->find('\0') == std::string::npos, "words are short and plain");
}

void asJson(const std::string& body) {
  JsonFields fields(body, maxRequestBytes);
  const AnalysisRequest request = readAnalysisRequest(fields, CapturePlace::named, settings);
  if (const auto& error = fields.finish()) {
    demand(!error->message.empty(), "a refusal says why");
    demand(error->pointer.empty() || error->pointer.front() == '/', "and where");
    return;
  }
  demand(request.job.videoUrl.empty() != request.uploadId.empty(), "there is one capture");
  checkJob(request.job);
  const std::string canonical = fields.canonical();
  JsonFields again(canonical, maxRequestBytes);
  const AnalysisRequest same = readAnalysisRequest(again, CapturePlace::named, settings);
  demand(!again.finish() && again.canonical() == canonical, "the canonical form is its own");
  demand(same.job.options == request.job.options && same.job.videoUrl == request.job.videoUrl,
         "and means the same");
}

void asParts(fuzz::ByteSource& input) {
  JsonFields::Parts parts;
  for (int i = 0; i < 16; ++i) {
    const std::string name = input.line();
    if (name.empty()) break;
    parts.emplace_back(name, input.line());
  }
  JsonFields fields(parts, jsonParts, maxRequestBytes);
  const AnalysisRequest request = readAnalysisRequest(fields, CapturePlace::attached, settings);
  if (!fields.finish()) checkJob(request.job);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::ByteSource input(data, size);
  switch (input.byte() % 3) {
    case 0:
      asJson(input.text());
      break;
    case 1:
      asParts(input);
      break;
    default: {
      const std::string shown = shownFileName(input.text());
      demand(shown.size() <= 200 && shown.find_first_of("/\\") == std::string::npos, "a name is no path");
      demand(shown.find_first_of(std::string_view("\0\r\n\t\x7f", 5)) == std::string::npos,
             "and can be shown");
      break;
    }
  }
  return 0;
}
