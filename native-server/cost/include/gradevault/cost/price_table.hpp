#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/report.hpp"
#include "gradevault/result.hpp"

/// What an analysis costs.
namespace gradevault::cost {

/// US$ an hour by device: "cpu" (the whole machine of `vcpus` virtual CPUs) and GPUs by a word of their name
/// ("T4", "A10G", "A100").
struct PriceTable {
  double vcpus = 4;
  std::map<std::string, double> hourly{{"cpu", 0.05}, {"T4", 0.50}, {"A10G", 1.00}, {"A100", 4.00}};
  std::string currency = "USD";
};
/// Reads "cpu=0.05,T4=0.5,…" over the defaults. Errors (invalid_argument): the entry that is none.
[[nodiscard]] Result<PriceTable> priceTable(std::string_view text);

/// Of a report's timings and engine: a GPU's hour is paid while the analysis runs, else the CPU machine's,
/// shared by `workers` jobs at a time. `basis` says all of that in words.
[[nodiscard]] CostReport costOf(const Report& report, const PriceTable& prices, int workers);

}  // namespace gradevault::cost
