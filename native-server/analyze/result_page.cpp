#include "result_page.hpp"

#include <algorithm>
#include <cstdio>

#include "series_chart.hpp"

namespace gradevault::analyze {
namespace {

constexpr const char* style = R"(
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:70rem;margin:0 auto;padding:1rem}
h1 .good{color:#1a7f37}h1 .usable{color:#9a6700}h1 .retake{color:#cf222e}
table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}
.ok{color:#1a7f37}.warn{color:#9a6700}.fail{color:#cf222e}.not_available{opacity:.6}
figure{display:inline-block;margin:0 1rem 1rem 0;vertical-align:top}img{max-height:20rem;max-width:100%}
figcaption{font-size:.85rem;opacity:.8}svg{width:100%;height:9rem}
)";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    switch (letter) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      default: result += letter;
    }
  }
  return result;
}

std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

std::string checkRow(const Check& check) {
  const std::string status(name(check.status));
  std::string where;
  for (const std::string& place : check.where) where += (where.empty() ? "" : ", ") + place;
  return "<tr><td class=\"" + status + "\">" + status + "</td><td>" + escaped(check.id) + "</td><td>" +
         (check.value ? number(*check.value) : "") + "</td><td>" + (check.threshold ? number(*check.threshold) : "") +
         "</td><td>" + escaped(check.unit) + "</td><td>" + escaped(where) + "</td><td>" + escaped(check.hint) +
         "</td></tr>\n";
}

std::string figure(const std::string& file, const std::string& caption) {
  const std::string safe = escaped(file);
  return "<figure><a href=\"" + safe + "\"><img loading=\"lazy\" src=\"" + safe + "\" alt=\"" + escaped(caption) +
         "\"></a><figcaption>" + escaped(caption) + "</figcaption></figure>\n";
}

std::string charts(const Report& report) {
  std::vector<int> golden;
  for (const auto& frame : report.goldenFrames) golden.push_back(frame.frame);
  return "<h2>Over time</h2>\n<p>Sharpness; golden frames are marked.</p>" +
         seriesChart(report.frames.sharpness, golden) + "<p>Motion, px a frame.</p>" +
         seriesChart(report.frames.motion, golden) + "<p>Mean brightness.</p>" +
         seriesChart(report.frames.meanLuma, golden);
}

std::string goldenSection(const Report& report) {
  std::string html = "<h2>Golden frames</h2>\n";
  for (const auto& frame : report.goldenFrames) {
    const std::string which = "frame " + std::to_string(frame.frame);
    html += figure(frame.artifact, which + (frame.quad ? "" : ", item not found: " + frame.quadReason));
    if (!frame.rectifiedArtifact.empty()) html += figure(frame.rectifiedArtifact, which + ", rectified");
  }
  return html;
}

std::string defectSection(const DefectsReport& defects) {
  std::string html = "<h2>Visible structure and possible damage</h2>\n<p>";
  if (defects.experimental) {
    html += "Method “" + escaped(defects.method) +
            "” is experimental: printed ink has edges too, so these pictures show where to look, not a grade.";
  }
  html += "</p>\n" + figure("defect_heatmap.png", "score") + figure("defect_mask.png", "mask");
  for (const RegionReport& region : defects.regions) {
    const auto overlay = region.artifacts.find("overlay");
    if (overlay == region.artifacts.end()) continue;
    html += figure(overlay->second, region.name + ", " + number(region.percentage) + " %");
  }
  return html;
}

}  // namespace

std::string resultPage(const Report& report) {
  const std::string verdict(name(report.verdict));
  const std::string title = escaped(report.source.fileName.empty() ? "capture" : report.source.fileName);
  std::string html = "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + title + ": " + verdict +
                     "</title>\n<style>" + style + "</style>\n<h1>" + title + ": <span class=\"" + verdict + "\">" +
                     verdict + "</span></h1>\n";
  html += "<p>" + std::to_string(report.frames.count) + " frames of " + std::to_string(report.source.width) + "×" +
          std::to_string(report.source.height) + ", " + escaped(report.source.codec) + ", engine " +
          escaped(report.engine.name) + "</p>\n";
  for (const std::string& note : report.notes) html += "<p>" + escaped(note) + "</p>\n";
  html += "<table><tr><th>status<th>check<th>value<th>threshold<th>unit<th>where<th>what to do</tr>\n";
  for (const Check& check : report.checks) html += checkRow(check);
  html += "</table>\n" + goldenSection(report) + charts(report);
  if (report.defects) html += defectSection(*report.defects);
  return html + "</html>\n";
}

}  // namespace gradevault::analyze
