#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gradevault/checks.hpp"
#include "gradevault/engine.hpp"
#include "gradevault/options.hpp"
#include "gradevault/result.hpp"

namespace gradevault {

/// The newest report format that this code writes; `major.minor`. A reader refuses a newer major version and
/// keeps what it does not know of a newer minor one.
inline constexpr std::string_view reportSchemaVersion = "1.0";

/// Members of a JSON object that this code does not know, as JSON text by name. Written back with the same
/// meaning (numbers as 64-bit integers or doubles, as everywhere in JSON's world).
using UnknownMembers = std::map<std::string, std::string>;

enum class ReportStage { precheck, full };
enum class LumaSource { yuv, rgba };
[[nodiscard]] std::string_view name(ReportStage value) noexcept;
[[nodiscard]] std::string_view name(LumaSource value) noexcept;

/// What the capture is, as the file says.
struct SourceReport {
  std::string fileName;  ///< without folders
  std::int64_t bytes = 0;
  std::string container;    ///< mp4, mov, mkv, webm, avi
  std::string codec;        ///< h264, hevc, vp8, vp9, av1, mjpeg
  std::string pixelFormat;  ///< e.g. yuv420p10le
  int bitDepth = 8;
  std::string range;     ///< limited, full; as used
  std::string transfer;  ///< sdr, pq, hlg
  int codedWidth = 0;
  int codedHeight = 0;
  int rotation = 0;  ///< degrees clockwise to stand upright: 0, 90, 180, 270
  int width = 0;     ///< upright
  int height = 0;
  std::optional<double> frameRate;  ///< frames / s, mean over the capture; absent for one frame
  double duration = 0;              ///< s from the first to the last frame
  bool variableFrameRate = false;
  LumaSource lumaSource = LumaSource::yuv;
  UnknownMembers unknown;
};

struct EngineFallback {
  std::string from;
  std::string to;
  std::string reason;
  std::optional<int> frame;
  std::string device;  ///< which of several devices failed; empty where there was one
  UnknownMembers unknown;
};

/// One of several devices that shared the capture.
struct EngineDeviceReport {
  std::string name;  ///< with its number, as in doctor
  int frames = 0;    ///< that it scanned itself
  UnknownMembers unknown;
};

struct EngineReport {
  std::string name;
  std::string device;
  std::string isa;
  std::string detail;
  std::string chosenBecause;  ///< why `auto` took it, or "asked for"
  std::vector<EngineDeviceReport> devices;  ///< when several were used
  std::vector<EngineFallback> fallbacks;
  UnknownMembers unknown;
};

/// Series have one entry a frame; null (an empty optional) for a lost frame, and motion also where the frame
/// before is missing.
struct FramesReport {
  int count = 0;
  int quickWidth = 0;  ///< upright px of the quick luma
  int quickHeight = 0;
  std::vector<double> time;  ///< s since the first frame
  std::vector<std::optional<double>> sharpness;
  std::vector<std::optional<double>> motion;
  std::vector<std::optional<double>> meanLuma;
  std::vector<std::optional<double>> darkShare;
  std::vector<std::optional<double>> brightShare;
  std::vector<std::optional<double>> glareShare;
  std::vector<int> lost;  ///< indices of frames that the decoder reported as damaged
  int brokenPackets = 0;  ///< packets that gave no picture at all
  struct Precise {
    std::vector<std::optional<double>> sharpness;
    std::vector<std::optional<double>> motion;
    UnknownMembers unknown;
  };
  std::optional<Precise> precise;
  UnknownMembers unknown;
};

struct GoldenFrameReport {
  int frame = 0;
  double time = 0;
  double sharpness = 0;
  std::optional<double> motion;
  bool stable = true;
  std::optional<Quad> quad;
  std::optional<double> quadScore;
  std::string quadReason;         ///< without a quad: why
  std::optional<double> itemSharpness;  ///< of the quick luma inside the quad
  std::string artifact;           ///< golden_NN.png; empty (null in JSON) when no picture was kept
  std::string rectifiedArtifact;  ///< rectified_NN.png, empty without a quad
  bool aligned = false;
  std::string alignmentReason;  ///< not aligned: why
  UnknownMembers unknown;
};

struct RegionReport {
  std::string name;
  double percentage = 0;
  std::vector<Rect> areas;                       ///< px of the rectified reference frame
  std::map<std::string, std::string> artifacts;  ///< crop, mask, overlay → file name
  UnknownMembers unknown;
};

struct DefectsReport {
  std::string method = "edges";
  bool experimental = true;
  double damageScore = 0;  ///< the defect percentage, for method edges
  double defectPercentage = 0;
  int referenceFrame = 0;  ///< frame number whose pixels the maps lie in
  int framesUsed = 0;
  std::vector<RegionReport> regions;
  UnknownMembers unknown;
};

struct ArtifactReport {
  std::string name;  ///< file name in the result folder
  std::string mediaType;
  std::int64_t bytes = 0;
  std::string sha256;  ///< of the file
  UnknownMembers unknown;
};

struct CostReport {
  double amount = 0;
  std::string currency = "USD";
  std::string basis;  ///< how it was reckoned
  std::map<std::string, double> seconds;  ///< device ("cpu", a GPU's name) → s of the stages that ran on it; may be empty
  UnknownMembers unknown;
};

/// A measure's value on one side: nothing, a number, a word, or frame numbers.
using AgreementValue = std::variant<std::monostate, double, std::string, std::vector<int>>;

/// How pre-check and full analysis compare in one measure; `agreementOf` in agreement.hpp says what stands
/// where.
struct Agreement {
  std::string measure;
  AgreementValue precheck;
  AgreementValue full;
  bool agrees = false;
  std::optional<double> difference;
  std::optional<double> equalShare;
  UnknownMembers unknown;
};

/// What the pre-check or the full analysis returns; core/schema/report.schema.json is the contract.
struct Report {
  std::string schemaVersion{reportSchemaVersion};
  ReportStage stage = ReportStage::full;
  std::string resultDigest;  ///< "sha256:" + 64 hex digits
  std::string scanId;        ///< may be empty
  std::string shot;          ///< free word of the client ("front", "raking light"), may be empty
  std::string producer;      ///< program and version
  SourceReport source;
  Options options;  ///< itemType and side stand at the top level of the JSON
  EngineReport engine;
  FramesReport frames;
  std::vector<GoldenFrameReport> goldenFrames;
  std::vector<Check> checks;
  Verdict verdict = Verdict::retake;
  std::optional<DefectsReport> defects;  ///< absent in profile quick and when no golden frame could be used
  std::vector<ArtifactReport> artifacts;
  std::map<std::string, double> timings;  ///< stage → s
  std::optional<CostReport> cost;
  std::vector<std::string> notes;  ///< things a person should know ("HDR capture …")
  UnknownMembers unknownInOptions;
  std::map<std::string, UnknownMembers> unknownInChecks;  ///< by the check's id
  std::shared_ptr<const Report> precheck;  ///< after an escalation: the pre-check's report …
  std::vector<Agreement> agreement;        ///< … and how the two compare
  UnknownMembers unknown;
};

/// The report as JSON text, members in a fixed order, UTF-8 (bytes that are not become U+FFFD), the same in
/// every locale; `indent` −1 for one line. Doubles have the fewest digits that read back as the same double.
/// A report that `reportFromJson` would not read (NaN, no digest, a series that is not as long as the others,
/// …) is an internal error that names the place.
[[nodiscard]] Result<std::string> toJson(const Report& report, int indent = 2);

/// Reads a report strictly: a wrong type, a missing member or a value out of its set or range is an error
/// that names its JSON pointer and what was expected there. Unknown members are kept. A newer major version
/// is refused. Text of more than 128 MiB, deeper than 64 levels or with more than 8 million values is refused
/// as well, and so is a member that stands twice in one object.
[[nodiscard]] Result<Report> reportFromJson(std::string_view json);

/// Options as one flat JSON object, with itemType and side, and back: members that are absent keep their
/// defaults, a wrong type, a value out of its range and a name that is no option are errors that name the
/// JSON pointer. (In a report an unknown option is history and is kept; here it would be a request that goes
/// unheard.)
[[nodiscard]] Result<std::string> toJson(const Options& options, int indent = 2);
[[nodiscard]] Result<Options> optionsFromJson(std::string_view json);

}  // namespace gradevault
