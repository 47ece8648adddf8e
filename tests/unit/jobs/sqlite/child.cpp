#include "child.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace gradevault::jobs::test {

Child::Child(const std::function<void(int)>& body) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  process_ = ::fork();
  if (process_ == 0) {
    ::close(ends[0]);
    body(ends[1]);
    ::_exit(0);
  }
  ::close(ends[1]);
  pipe_ = ends[0];
}

Child::~Child() {
  kill();
  ::waitpid(process_, nullptr, 0);
  ::close(pipe_);
}

void Child::kill() const {
  ::kill(process_, SIGKILL);
}

bool Child::readOn() {
  std::array<char, 4096> piece{};
  const ssize_t count = ::read(pipe_, piece.data(), piece.size());
  if (count <= 0) return false;
  text_.append(piece.data(), static_cast<std::size_t>(count));
  return true;
}

void Child::awaitLines(std::size_t count) {
  while (static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n')) < count && readOn()) {
  }
}

std::vector<std::string> Child::lines() {
  while (readOn()) {
  }
  std::vector<std::string> lines;
  std::size_t start = 0;
  for (std::size_t end = 0; (end = text_.find('\n', start)) != std::string::npos; start = end + 1) {
    lines.push_back(text_.substr(start, end - start));
  }
  return lines;
}

void writeLine(int lines, const std::string& line) {
  const std::string text = line + '\n';
  if (::write(lines, text.data(), text.size()) != static_cast<ssize_t>(text.size())) ::_exit(1);
}

}  // namespace gradevault::jobs::test
