#include "gradevault/agreement.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <utility>

#include "agreement/series_agreement.hpp"

namespace gradevault {
namespace {

/// Quads, and what is measured inside them, are equal only to a tenth of a pixel between builds of OpenCV.
constexpr double tolerance = 0.01;

AgreementValue word(std::string_view text) {
  return std::string(text);
}

/// Nothing where there is no such check, or where it measured nothing.
const double* valueOf(const Check* check) {
  return check != nullptr && check->value ? &*check->value : nullptr;
}

AgreementValue orAbsent(const double* value) {
  return value != nullptr ? AgreementValue(*value) : AgreementValue();
}

const Check* find(const Report& report, const std::string& id) {
  const auto check = std::find_if(report.checks.begin(), report.checks.end(),
                                  [&](const Check& one) { return one.id == id; });
  return check == report.checks.end() ? nullptr : &*check;
}

Agreement ofWords(std::string measure, AgreementValue precheck, AgreementValue full) {
  Agreement entry;
  entry.agrees = precheck == full;
  entry.measure = std::move(measure);
  entry.precheck = std::move(precheck);
  entry.full = std::move(full);
  return entry;
}

Agreement ofValues(const Check* precheck, const Check* full, const std::string& id) {
  Agreement entry;
  entry.measure = "checks." + id + ".value";
  const double* left = valueOf(precheck);
  const double* right = valueOf(full);
  entry.precheck = orAbsent(left);
  entry.full = orAbsent(right);
  entry.agrees = left == nullptr && right == nullptr;
  if (left == nullptr || right == nullptr || precheck->unit != full->unit) return entry;
  entry.difference = *right - *left;
  entry.agrees = std::abs(*entry.difference) <= tolerance * std::max(std::abs(*left), std::abs(*right));
  return entry;
}

std::vector<int> goldenNumbers(const Report& report) {
  std::vector<int> frames;
  for (const GoldenFrameReport& golden : report.goldenFrames) frames.push_back(golden.frame);
  std::sort(frames.begin(), frames.end());
  return frames;
}

Agreement ofGoldenFrames(const Report& precheck, const Report& full) {
  const std::vector<int> left = goldenNumbers(precheck);
  const std::vector<int> right = goldenNumbers(full);
  std::vector<int> onlyOne;
  std::set_symmetric_difference(left.begin(), left.end(), right.begin(), right.end(),
                                std::back_inserter(onlyOne));
  Agreement entry;
  entry.measure = "goldenFrames";
  entry.precheck = left;
  entry.full = right;
  entry.difference = static_cast<double>(onlyOne.size());
  entry.agrees = onlyOne.empty();
  return entry;
}

Agreement ofCounts(const FramesReport& precheck, const FramesReport& full) {
  Agreement entry;
  entry.measure = "frames.count";
  entry.precheck = static_cast<double>(precheck.count);
  entry.full = static_cast<double>(full.count);
  entry.difference = static_cast<double>(full.count) - precheck.count;
  entry.agrees = precheck.count == full.count;
  return entry;
}

/// Ids of the full analysis first, then those that only the pre-check has.
std::vector<std::string> checkIds(const Report& precheck, const Report& full) {
  std::vector<std::string> ids;
  for (const Check& check : full.checks) ids.push_back(check.id);
  for (const Check& check : precheck.checks) {
    if (find(full, check.id) == nullptr) ids.push_back(check.id);
  }
  return ids;
}

}  // namespace

std::vector<Agreement> agreementOf(const Report& precheck, const Report& full) {
  std::vector<Agreement> entries;
  entries.push_back(ofWords("verdict", word(name(precheck.verdict)), word(name(full.verdict))));
  for (const std::string& id : checkIds(precheck, full)) {
    const Check* left = find(precheck, id);
    const Check* right = find(full, id);
    const auto status = [](const Check* check) {
      return check != nullptr ? word(name(check->status)) : AgreementValue();
    };
    entries.push_back(ofWords("checks." + id + ".status", status(left), status(right)));
    entries.push_back(ofValues(left, right, id));
  }
  entries.push_back(ofGoldenFrames(precheck, full));
  const FramesReport& left = precheck.frames;
  const FramesReport& right = full.frames;
  entries.push_back(ofCounts(left, right));
  entries.push_back(seriesAgreement("frames.sharpness", left.sharpness, right.sharpness));
  entries.push_back(seriesAgreement("frames.motion", left.motion, right.motion));
  entries.push_back(seriesAgreement("frames.meanLuma", left.meanLuma, right.meanLuma));
  entries.push_back(seriesAgreement("frames.darkShare", left.darkShare, right.darkShare));
  entries.push_back(seriesAgreement("frames.brightShare", left.brightShare, right.brightShare));
  entries.push_back(seriesAgreement("frames.glareShare", left.glareShare, right.glareShare));
  return entries;
}

void addPrecheck(Report& full, const Report& precheck) {
  auto kept = std::make_shared<Report>(precheck);
  kept->precheck.reset();
  kept->agreement.clear();
  full.agreement = agreementOf(*kept, full);
  full.precheck = std::move(kept);
}

}  // namespace gradevault
