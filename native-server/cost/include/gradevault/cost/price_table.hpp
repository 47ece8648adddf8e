#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/report.hpp"
#include "gradevault/result.hpp"

/// What an analysis costs.
namespace gradevault::cost {

/// US$ an hour by device: "cpu" (the whole machine of `vcpus` virtual CPUs) and GPUs by a word of their name
/// ("T4", "A10G", "A100"); a GPU's price is that of the machine that carries it.
struct PriceTable {
  double vcpus = 4;
  std::map<std::string, double> hourly{{"cpu", 0.05}, {"T4", 0.50}, {"A10G", 1.00}, {"A100", 4.00}};
  std::string currency = "USD";
};
/// Reads "cpu=0.05,T4=0.5,…" over the defaults; "vcpus=8" and "currency=EUR" set the other two. Errors
/// (invalid_argument): the entry that is none.
[[nodiscard]] Result<PriceTable> priceTable(std::string_view text);
/// As `priceTable` reads it.
[[nodiscard]] std::string toText(const PriceTable& prices);

/// The table's entry for a GPU by its full name ("NVIDIA A100-SXM4-80GB" has the word "A100"), the longest of
/// those that fit; absent when none does.
[[nodiscard]] std::optional<std::string> entryFor(const PriceTable& prices, std::string_view gpu);

/// Of a report's timings and engine: a GPU's hour is paid while the analysis runs, else the CPU machine's,
/// shared by `workers` jobs at a time. A GPU without a price counts as the dearest of the table. `basis` says
/// all of that in words; `seconds` has the time of the engine's stages at its device and the rest at "cpu".
[[nodiscard]] CostReport costOf(const Report& report, const PriceTable& prices, int workers);

}  // namespace gradevault::cost
