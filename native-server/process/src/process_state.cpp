#include "gradevault/process/process_state.hpp"

#include <fstream>
#include <iterator>
#include <string>

namespace gradevault::process {

std::optional<char> processState(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  // "7 (name) S …", and the name may hold brackets and blanks.
  const std::size_t bracket = text.rfind(')');
  if (bracket == std::string::npos || bracket + 2 >= text.size()) return std::nullopt;
  return text[bracket + 2];
}

}  // namespace gradevault::process
