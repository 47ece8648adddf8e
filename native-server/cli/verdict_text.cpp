#include "verdict_text.hpp"

#include <cmath>
#include <cstdio>

namespace gradevault::cli {
namespace {

std::string number(double value) {
  char text[40];
  const double size = std::abs(value);
  std::snprintf(text, sizeof text, size >= 100 ? "%.0f" : size >= 1 ? "%.1f" : "%.4f", value);
  return text;
}

std::string checkLine(const Check& check) {
  char start[64];
  std::snprintf(start, sizeof start, "  %-13s %-10s", std::string(name(check.status)).c_str(), check.id.c_str());
  std::string line = start;
  if (check.value) {
    line += ' ' + number(*check.value);
    if (check.threshold) line += " (threshold " + number(*check.threshold) + ')';
    if (!check.unit.empty()) line += ' ' + check.unit;
  }
  for (std::size_t i = 0; i < check.where.size(); ++i) line += (i == 0 ? "; " : ", ") + check.where[i];
  if (!check.hint.empty()) line += " — " + check.hint;
  return line + '\n';
}

const char* advice(Verdict verdict) {
  switch (verdict) {
    case Verdict::good: return "good enough to grade";
    case Verdict::usable: return "can be graded; see the warnings";
    case Verdict::retake: return "film it again";
  }
  return "";
}

}  // namespace

std::string verdictText(const Report& report, const std::filesystem::path& folder) {
  const SourceReport& source = report.source;
  std::string text = source.fileName + ": " + std::to_string(report.frames.count) + " frames of " +
                     std::to_string(source.width) + "×" + std::to_string(source.height) + ", " + source.codec +
                     ", engine " + report.engine.name + '\n';
  text += "verdict: " + std::string(name(report.verdict)) + " (" + advice(report.verdict) + ")\n";
  for (const Check& check : report.checks) text += checkLine(check);
  text += "golden frames:";
  for (const GoldenFrameReport& golden : report.goldenFrames) {
    text += ' ' + std::to_string(golden.frame) + (golden.quad ? "" : " (item not found)");
  }
  text += '\n';
  for (const std::string& note : report.notes) text += "note: " + note + '\n';
  text += "pictures: " + (folder / "index.html").string() + "\nreport:   " + (folder / "report.json").string() + '\n';
  return text;
}

}  // namespace gradevault::cli
