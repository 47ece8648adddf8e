#include "report/canonical_results.hpp"

#include <string>

namespace gradevault {
namespace {

/// Keeps the JSON pointer of the place where the walk is.
class Walk {
 public:
  explicit Walk(ResultSink& sink) : sink_(sink) {}

  /// What `visit` hands on lies under `key`.
  template <class Visit>
  void in(std::string_view key, Visit visit) {
    const std::size_t length = path_.size();
    path_ += '/';
    path_ += key;
    visit();
    path_.resize(length);
  }
  template <class Items, class Visit>
  void each(std::string_view key, const Items& items, Visit visit) {
    in(key, [&] {
      for (std::size_t i = 0; i < items.size(); ++i) in(std::to_string(i), [&] { visit(items[i]); });
    });
  }
  template <class T>
  void member(std::string_view key, const T& value) {
    in(key, [&] { put(value); });
  }
  template <class Items>
  void list(std::string_view key, const Items& items) {
    each(key, items, [&](const auto& item) { put(item); });
  }
  void null(std::string_view key) {
    in(key, [&] { sink_.null(path_); });
  }

 private:
  void put(double value) { sink_.number(path_, value); }
  void put(int value) { sink_.number(path_, value); }
  void put(bool value) { sink_.flag(path_, value); }
  void put(std::string_view value) { sink_.text(path_, value); }
  void put(const std::optional<double>& value) { value ? sink_.number(path_, *value) : sink_.null(path_); }
  void put(const Point& value) {
    member("0", value.x);
    member("1", value.y);
  }
  void put(const Rect& value) {
    member("0", value.x);
    member("1", value.y);
    member("2", value.width);
    member("3", value.height);
  }

  ResultSink& sink_;
  std::string path_;
};

void visit(Walk& walk, const SourceReport& source) {
  walk.member("bitDepth", source.bitDepth);
  walk.member("range", source.range);
  walk.member("transfer", source.transfer);
  walk.member("codedWidth", source.codedWidth);
  walk.member("codedHeight", source.codedHeight);
  walk.member("rotation", source.rotation);
  walk.member("width", source.width);
  walk.member("height", source.height);
  walk.member("lumaSource", name(source.lumaSource));
}

void visit(Walk& walk, const Options& options) {
  walk.member("profile", name(options.profile));
  visitNumericOptions(options, [&](const OptionInfo& info, auto value) { walk.member(info.name, value); });
}

void visit(Walk& walk, const FramesReport& frames) {
  walk.member("count", frames.count);
  walk.member("quickWidth", frames.quickWidth);
  walk.member("quickHeight", frames.quickHeight);
  walk.list("lost", frames.lost);
  walk.list("sharpness", frames.sharpness);
  walk.list("motion", frames.motion);
  walk.list("meanLuma", frames.meanLuma);
  walk.list("darkShare", frames.darkShare);
  walk.list("brightShare", frames.brightShare);
  walk.list("glareShare", frames.glareShare);
  if (!frames.precise) return walk.null("precise");
  walk.in("precise", [&] {
    walk.list("sharpness", frames.precise->sharpness);
    walk.list("motion", frames.precise->motion);
  });
}

void visit(Walk& walk, const GoldenFrameReport& golden) {
  walk.member("frame", golden.frame);
  walk.member("sharpness", golden.sharpness);
  walk.member("motion", golden.motion);
  walk.member("stable", golden.stable);
  if (golden.quad) {
    walk.list("quad", *golden.quad);
  } else {
    walk.null("quad");
  }
  walk.member("quadScore", golden.quadScore);
  walk.member("itemSharpness", golden.itemSharpness);
  walk.member("aligned", golden.aligned);
}

void visit(Walk& walk, const Check& check) {
  walk.member("id", check.id);
  walk.member("status", name(check.status));
  walk.member("value", check.value);
  walk.member("threshold", check.threshold);
  walk.member("unit", check.unit);
  walk.list("where", check.where);
}

void visit(Walk& walk, const DefectsReport& defects) {
  walk.member("method", defects.method);
  walk.member("damageScore", defects.damageScore);
  walk.member("defectPercentage", defects.defectPercentage);
  walk.member("referenceFrame", defects.referenceFrame);
  walk.member("framesUsed", defects.framesUsed);
  walk.each("regions", defects.regions, [&](const RegionReport& region) {
    walk.member("name", region.name);
    walk.member("percentage", region.percentage);
    walk.list("areas", region.areas);
  });
}

}  // namespace

void visitResults(const Report& report, ResultSink& sink) {
  Walk walk(sink);
  walk.member("itemType", name(report.options.itemType));
  walk.member("side", name(report.options.side));
  walk.in("source", [&] { visit(walk, report.source); });
  walk.in("options", [&] { visit(walk, report.options); });
  walk.member("verdict", name(report.verdict));
  walk.each("checks", report.checks, [&](const Check& check) { visit(walk, check); });
  walk.each("goldenFrames", report.goldenFrames,
            [&](const GoldenFrameReport& golden) { visit(walk, golden); });
  if (report.defects) {
    walk.in("defects", [&] { visit(walk, *report.defects); });
  } else {
    walk.null("defects");
  }
  walk.in("frames", [&] { visit(walk, report.frames); });
}

}  // namespace gradevault
