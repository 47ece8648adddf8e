#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>

namespace gradevault::bench {

/// Prints what Google Benchmark prints, then a table of the fastest repetition of each stage and size by engine, and how many
/// times faster `cpu` is than `opencv`. Benchmarks are named stage/size/engine. (The fastest: on a machine that others use,
/// too, everything else only adds.)
class RatioReporter final : public benchmark::ConsoleReporter {
 public:
  RatioReporter() : ConsoleReporter(OO_Tabular) {}
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  std::map<std::string, std::map<std::string, double>> milliseconds_;  ///< by "stage/size", then by engine
};

}  // namespace gradevault::bench
