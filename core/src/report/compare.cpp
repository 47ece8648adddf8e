#include "gradevault/compare.hpp"

#include <cmath>
#include <string_view>
#include <unordered_map>
#include <variant>

#include "report/canonical_results.hpp"
#include "report/json_text.hpp"

namespace gradevault {
namespace {

constexpr std::size_t mostShown = 50;

using Value = std::variant<std::monostate, bool, double, std::string>;

struct Member {
  std::string pointer;
  Value value;
};

class MemberList final : public ResultSink {
 public:
  void number(std::string_view pointer, double value) override {
    members.push_back({std::string(pointer), value});
  }
  void text(std::string_view pointer, std::string_view value) override {
    members.push_back({std::string(pointer), std::string(value)});
  }
  void flag(std::string_view pointer, bool value) override {
    members.push_back({std::string(pointer), value});
  }
  void null(std::string_view pointer) override {
    members.push_back({std::string(pointer), std::monostate{}});
  }

  std::vector<Member> members;
};

std::string shown(const Value& value) {
  struct {
    nlohmann::ordered_json operator()(std::monostate) const { return nullptr; }
    nlohmann::ordered_json operator()(bool flag) const { return flag; }
    nlohmann::ordered_json operator()(double number) const { return number; }
    nlohmann::ordered_json operator()(const std::string& text) const { return text; }
  } asJson;
  return report_json::jsonText(std::visit(asJson, value), -1);
}

bool agree(const Value& a, const Value& b, std::optional<double> tolerance) {
  const double* left = std::get_if<double>(&a);
  const double* right = std::get_if<double>(&b);
  return left && right && tolerance ? std::abs(*left - *right) <= *tolerance : a == b;
}

class Differences {
 public:
  void add(std::string_view pointer, std::string left, std::string right) {
    if (first.size() < mostShown) {
      first.push_back({std::string(pointer), std::move(left), std::move(right)});
    } else {
      ++more;
    }
  }
  std::vector<Difference> first;
  std::size_t more = 0;
};

constexpr const char* absent = "absent";

}  // namespace

std::vector<Difference> compareReports(const Report& a, const Report& b, std::optional<double> tolerance,
                                       std::size_t* more) {
  MemberList left;
  MemberList right;
  visitResults(a, left);
  visitResults(b, right);
  std::unordered_map<std::string_view, const Value*> others;
  for (const Member& member : right.members) others.emplace(member.pointer, &member.value);

  Differences differences;
  for (const Member& member : left.members) {
    const auto other = others.find(member.pointer);
    if (other == others.end()) {
      differences.add(member.pointer, shown(member.value), absent);
      continue;
    }
    if (!agree(member.value, *other->second, tolerance)) {
      differences.add(member.pointer, shown(member.value), shown(*other->second));
    }
    others.erase(other);
  }
  for (const Member& member : right.members) {
    if (others.contains(member.pointer)) differences.add(member.pointer, absent, shown(member.value));
  }
  if (!tolerance && a.resultDigest != b.resultDigest) {
    differences.add("/resultDigest", shown(a.resultDigest), shown(b.resultDigest));
  }
  if (more) *more = differences.more;
  return std::move(differences.first);
}

}  // namespace gradevault
