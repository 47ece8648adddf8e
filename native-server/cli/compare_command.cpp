#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>

#include "commands.hpp"
#include "gradevault/compare.hpp"
#include "gradevault/report.hpp"
#include "picture_comparison.hpp"

namespace gradevault::cli {
namespace {

namespace fs = std::filesystem;

struct Flags {
  std::string left;
  std::string right;
  std::optional<double> tolerance;
  std::size_t most = 40;
};

/// A result folder, or a report file.
Result<Report> readReport(const fs::path& path) {
  std::error_code ignored;
  const fs::path file = fs::is_directory(path, ignored) ? path / "report.json" : path;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return Error{ErrorCode::unreadable_input,
                 file.string() + ": cannot be read; name a result folder of gradevault analyze, or its report.json"};
  }
  const std::string json{std::istreambuf_iterator<char>(stream), {}};
  auto report = reportFromJson(json);
  if (!report.ok()) return Error{ErrorCode::unreadable_input, file.string() + ": " + report.error().message};
  return report;
}

void print(const Difference& difference) {
  std::printf("%s: %s | %s\n", difference.pointer.c_str(), difference.left.c_str(), difference.right.c_str());
}

ExitCode compare(const Flags& flags) {
  auto left = readReport(flags.left);
  auto right = readReport(flags.right);
  for (const auto* report : {&left, &right}) {
    if (!report->ok()) {
      complain(report->error().message);
      return exitCode(report->error());
    }
  }
  if (!flags.tolerance && left->resultDigest == right->resultDigest) {
    std::printf("equal: %s\n", left->resultDigest.c_str());
    return done;
  }
  std::size_t unlisted = 0;
  std::vector<Difference> differences = compareReports(*left, *right, flags.tolerance, &unlisted);
  const double pixelTolerance = flags.tolerance.value_or(0);
  for (auto& difference : comparePictures(flags.left, flags.right, *left, *right, pixelTolerance)) {
    differences.push_back(std::move(difference));
  }
  if (differences.empty() && flags.tolerance) {
    std::printf("equal within %g\n", *flags.tolerance);
    return done;
  }
  for (std::size_t i = 0; i < differences.size() && i < flags.most; ++i) print(differences[i]);
  unlisted += differences.size() > flags.most ? differences.size() - flags.most : 0;
  if (unlisted > 0) std::printf("… and %zu more\n", unlisted);
  return different;
}

}  // namespace

void addCompareCommand(CLI::App& app, ExitCode* exit) {
  CLI::App* command = app.add_subcommand("compare", "Compare two result folders: what differs; exit 1 when something does");
  const auto flags = std::make_shared<Flags>();
  command->add_option("left", flags->left, "result folder or report.json")->required();
  command->add_option("right", flags->right, "result folder or report.json")->required();
  command->add_option("--tolerance", flags->tolerance,
                      "numbers may differ by this much, pixels by this many of their steps; without it digests decide")
      ->check(CLI::NonNegativeNumber);
  command->add_option("--most", flags->most, "differences to print, at most")->capture_default_str();
  command->callback([flags, exit] { *exit = compare(*flags); });
}

}  // namespace gradevault::cli
