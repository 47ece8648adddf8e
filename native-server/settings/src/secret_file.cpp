#include "secret_file.hpp"

#include <fstream>

namespace gradevault::settings {

Result<std::string> readSecret(const std::filesystem::path& path) {
  constexpr std::size_t longest = 8192;
  const auto wrong = [&](const char* what) {
    return Error{ErrorCode::invalid_argument, path.string() + ": " + what};
  };
  std::ifstream file(path, std::ios::binary);
  if (!file) return wrong("the file with the secret cannot be read");
  std::string text(longest + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return wrong("the file with the secret cannot be read");
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > longest) return wrong("more than 8 KiB are no secret");
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  if (text.empty()) return wrong("the file with the secret is empty");
  if (text.find('\n') != std::string::npos) return wrong("a secret is one line");
  return text;
}

}  // namespace gradevault::settings
