#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "gradevault/result.hpp"
#include "gradevault/settings/serve_settings.hpp"

namespace spdlog {
class logger;
}

namespace gradevault::serve {

/// The server's log, on stderr: a line an event, with its facts by name. As text ("… info request method=GET
/// …"), or one JSON object a line. Safe from several threads.
class Log {
 public:
  enum class Level { debug, info, warning, error };
  using Value = std::variant<std::string, std::int64_t, double>;
  using Facts = std::vector<std::pair<const char*, Value>>;

  /// Errors: invalid_argument, for a level or a format that there is not.
  [[nodiscard]] static Result<Log> open(const settings::LogSettings& settings);

  /// `event` is a word or a short sentence, always the same for the same thing.
  void write(Level level, std::string_view event, const Facts& facts = {}) const;

 private:
  Log(std::shared_ptr<spdlog::logger> logger, bool json) : logger_(std::move(logger)), json_(json) {}
  std::shared_ptr<spdlog::logger> logger_;
  bool json_;
};

}  // namespace gradevault::serve
