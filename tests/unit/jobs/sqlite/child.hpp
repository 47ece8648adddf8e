#pragma once

#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace gradevault::jobs::test {

/// A process that runs `body`, which may write lines to the descriptor it is given; the store must not be
/// open in the parent meanwhile.
class Child {
 public:
  explicit Child(const std::function<void(int lines)>& body);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void kill() const;  ///< by SIGKILL
  /// Returns once it has written so many lines, or has ended.
  void awaitLines(std::size_t count);
  /// The lines that came whole, read until it has ended.
  [[nodiscard]] std::vector<std::string> lines();

 private:
  bool readOn();  ///< whether there may be more

  std::string text_;
  pid_t process_ = -1;
  int pipe_ = -1;
};

void writeLine(int lines, const std::string& line);

}  // namespace gradevault::jobs::test
