#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

#include "gradevault/delivery/webhook_secret.hpp"

namespace gradevault::delivery {
namespace {

Error failure(const std::filesystem::path& file, int number) {
  return {ErrorCode::write_failed, "the webhook secret cannot be kept in " + file.string() + ": " +
                                       std::generic_category().message(number)};
}

bool writeSynced(int descriptor, const std::string& text) {
  return ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
         ::fsync(descriptor) == 0;
}

}  // namespace

Result<std::string> keptWebhookSecret(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    auto made = WebhookSecret::make();
    if (!made.ok()) return made;
    // Whole under another name first: of two servers that start at once, one's secret counts for both.
    const std::string fresh = file.string() + ".new-" + std::to_string(::getpid());
    const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return failure(file, errno);
    const bool written = writeSynced(descriptor, *made + '\n');
    const int number = errno;
    ::close(descriptor);
    const bool linked = written && (::link(fresh.c_str(), file.c_str()) == 0 || errno == EEXIST);
    const int linkNumber = errno;
    ::unlink(fresh.c_str());
    if (!linked) return failure(file, written ? linkNumber : number);
  }
  std::string text;
  std::ifstream stream(file);
  std::getline(stream, text);
  if (const auto secret = WebhookSecret::read(text); !secret.ok()) {
    return Error{secret.error().code, file.string() + ": " + secret.error().message};
  }
  return text;
}

}  // namespace gradevault::delivery
