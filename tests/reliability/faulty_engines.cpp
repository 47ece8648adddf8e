#include "faulty_engines.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

#include "gradevault/device_process/device_process.hpp"
#include "gradevault/engines/cpu.hpp"

namespace gradevault::testing {
namespace {

std::vector<std::string> wordsOf(const std::string& scanId) {
  std::vector<std::string> words;
  std::istringstream text(scanId);
  for (std::string word; std::getline(text, word, ':');) words.push_back(word);
  return words;
}

[[noreturn]] void takeMemory() {
  constexpr std::size_t step = std::size_t{16} << 20;
  for (;;) {
    // Touched, and never given back.
    std::memset(std::malloc(step), 1, step);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

void suffer(const std::string& kind) {
  if (kind == "segfault") ::raise(SIGSEGV);
  if (kind == "abort") std::abort();
  if (kind == "exit") ::_exit(7);
  if (kind == "kill") ::raise(SIGKILL);
  if (kind == "memory") takeMemory();
  if (kind == "hang") {
    for (;;) ::pause();
  }
}

class SlowScanner final : public Scanner {
 public:
  SlowScanner(std::unique_ptr<Scanner> inner, int milliseconds)
      : inner_(std::move(inner)), milliseconds_(milliseconds) {}
  Status scan(std::span<const ScanInput> frames, std::span<FrameScan> out, Executor& executor) override {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds_));
    return inner_->scan(frames, out, executor);
  }
  [[nodiscard]] int framesACall() const noexcept override { return inner_->framesACall(); }

 private:
  std::unique_ptr<Scanner> inner_;
  int milliseconds_;
};

class FaultyRunnerEngine final : public Engine {
 public:
  FaultyRunnerEngine(std::unique_ptr<Engine> inner, std::vector<std::string> words)
      : inner_(std::move(inner)), words_(std::move(words)) {}
  const EngineInfo& info() const noexcept override { return inner_->info(); }
  Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options,
                                               Trace* trace) const override {
    if (words_.size() > 1 && words_[0] == "runner") suffer(words_[1]);
    auto scanner = inner_->makeScanner(size, options, trace);
    if (!scanner.ok() || words_.size() < 3 || words_[1] != "slow") return scanner;
    return std::unique_ptr<Scanner>(
        std::make_unique<SlowScanner>(std::move(scanner).value(), std::atoi(words_[2].c_str())));
  }
  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options,
                                    Executor& executor, Trace* trace) const override {
    if (words_.size() > 1 && words_[1] == "disk") {
      const rlimit small{4096, 4096};
      ::setrlimit(RLIMIT_FSIZE, &small);
    }
    return inner_->edgeDefectMaps(frames, options, executor, trace);
  }

 private:
  std::unique_ptr<Engine> inner_;
  std::vector<std::string> words_;
};

EngineEntry cudaEntry(const std::vector<std::string>& words) {
  constexpr double start = 8;
  constexpr double call = 2;
  device_process::Launch launch{.program = GRADEVAULT_FAULTY_CHILD,
                                .arguments = {"faulty-child"},
                                .startDeadline = start,
                                .callDeadline = call};
  if (!words.empty() && words[0] == "gpu")
    launch.arguments.insert(launch.arguments.end(), words.begin() + 1, words.end());
  return {"cuda", [launch](const EngineRequest& request) {
            return device_process::makeEngine("cuda", request, launch);
          }};
}

}  // namespace

std::vector<EngineEntry> faultyEngines(const worker::RunnerJob& job) {
  std::vector<std::string> words = wordsOf(job.scanId);
  return {cudaEntry(words), {"cpu", [words](const EngineRequest& request) -> Result<std::unique_ptr<Engine>> {
                               auto engine = makeCpuEngine(request.isa);
                               if (!engine.ok()) return engine;
                               return std::unique_ptr<Engine>(
                                   std::make_unique<FaultyRunnerEngine>(std::move(engine).value(), words));
                             }}};
}

}  // namespace gradevault::testing
