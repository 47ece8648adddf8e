#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "broken_reports.hpp"
#include "sample_reports.hpp"

namespace gradevault::testing {
namespace {

using Json = nlohmann::ordered_json;

/// std::mt19937_64 gives the same numbers everywhere; the standard distributions do not.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : generator_(seed) {}
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(generator_() % bound); }

 private:
  std::mt19937_64 generator_;
};

std::string withChangedBytes(std::string text, Dice& dice) {
  constexpr std::string_view tokens = "{}[],:\"\\-+.eE0123456789tfnu \n\xFF\xC3\x01";
  for (std::size_t changes = dice.below(4) + 1; changes > 0 && !text.empty(); --changes) {
    const std::size_t at = dice.below(text.size());
    const std::size_t length = dice.below(20);
    switch (dice.below(4)) {
      case 0:
        text[at] = tokens[dice.below(tokens.size())];
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(at, text.substr(dice.below(text.size()), length));
        break;
      default:
        text.insert(at, 1, tokens[dice.below(tokens.size())]);
        break;
    }
  }
  return text;
}

/// A value of the document put in another one's place, or taken out.
std::string withMovedValues(const Json& report, const std::vector<std::string>& pointers, Dice& dice) {
  Json changed = report;
  for (std::size_t changes = dice.below(3) + 1; changes > 0; --changes) {
    const Json::json_pointer from(pointers[dice.below(pointers.size())]);
    const Json::json_pointer to(pointers[dice.below(pointers.size())]);
    if (!changed.contains(to) || to.empty()) continue;
    if (dice.below(3) == 0 && changed[to.parent_pointer()].is_object()) {
      changed[to.parent_pointer()].erase(to.back());
    } else {
      changed[to] = report[from];
    }
  }
  return changed.dump();
}

/// What is read at all can be written, and says the same when read again.
bool isReadWell(const std::string& text) {
  const Result<Report> report = reportFromJson(text);
  if (!report.ok()) {
    EXPECT_EQ(report.error().code, ErrorCode::invalid_argument);
    EXPECT_FALSE(report.error().message.empty());
    return false;
  }
  const Result<std::string> json = toJson(*report);
  EXPECT_TRUE(json.ok()) << json.error().message << "\n" << text;
  if (!json.ok()) return true;
  const Result<Report> again = reportFromJson(*json);
  EXPECT_TRUE(again.ok()) << again.error().message << "\n" << text;
  if (!again.ok()) return true;
  EXPECT_EQ(*toJson(*again), *json);
  return true;
}

TEST(Mutations, AThousandReportsWithChangedBytesDoNoHarm) {
  const std::string text = *toJson(fullReport(), -1);
  Dice dice(1);
  int accepted = 0;
  for (int i = 0; i < 1000; ++i) accepted += isReadWell(withChangedBytes(text, dice)) ? 1 : 0;
  EXPECT_GT(accepted, 10);
  EXPECT_LT(accepted, 900);
}

TEST(Mutations, AThousandReportsWithMovedValuesDoNoHarm) {
  const Json report = Json::parse(*toJson(fullReport(), -1));
  const std::vector<std::string> pointers = pointersOf(report);
  Dice dice(2);
  int accepted = 0;
  for (int i = 0; i < 1000; ++i) accepted += isReadWell(withMovedValues(report, pointers, dice)) ? 1 : 0;
  EXPECT_GT(accepted, 10);
  EXPECT_LT(accepted, 900);
}

}  // namespace
}  // namespace gradevault::testing
