#include "ratio_reporter.hpp"

#include <algorithm>
#include <iomanip>

namespace gradevault::bench {
namespace {

/// Google Benchmark 1.8 renamed the member.
template <class Run>
bool failed(const Run& run) {
  if constexpr (requires { run.error_occurred; }) {
    return run.error_occurred;
  } else {
    return run.skipped != decltype(run.skipped){};
  }
}

}  // namespace

void RatioReporter::ReportRuns(const std::vector<Run>& runs) {
  ConsoleReporter::ReportRuns(runs);
  for (const Run& run : runs) {
    if (run.run_type != Run::RT_Iteration || failed(run) || run.iterations == 0) continue;
    const std::string& name = run.run_name.function_name;
    const std::size_t slash = name.rfind('/');
    if (slash == std::string::npos) continue;
    const double spent = 1e3 * run.real_accumulated_time / static_cast<double>(run.iterations);
    auto& fastest = milliseconds_[name.substr(0, slash)];
    const auto [entry, isNew] = fastest.try_emplace(name.substr(slash + 1), spent);
    if (!isNew) entry->second = std::min(entry->second, spent);
  }
}

void RatioReporter::Finalize() {
  std::ostream& out = GetOutputStream();
  const auto cell = [&](const std::map<std::string, double>& engines, const char* engine) {
    const auto found = engines.find(engine);
    found == engines.end() ? out << std::setw(12) << '-' : out << std::setw(12) << found->second;
  };
  out << "\nfastest repetition, ms" << std::fixed << std::setprecision(3) << '\n'
      << std::left << std::setw(30) << "stage/size" << std::right << std::setw(12) << "cpu" << std::setw(12) << "opencv"
      << std::setw(12) << "reference" << std::setw(12) << "opencv/cpu" << '\n';
  for (const auto& [stage, engines] : milliseconds_) {
    out << std::left << std::setw(30) << stage << std::right;
    for (const char* engine : {"cpu", "opencv", "reference"}) cell(engines, engine);
    if (engines.contains("cpu") && engines.contains("opencv")) {
      out << std::setw(11) << std::setprecision(1) << engines.at("opencv") / engines.at("cpu") << 'x' << std::setprecision(3);
    }
    out << '\n';
  }
}

}  // namespace gradevault::bench
