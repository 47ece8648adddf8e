#include "wire.hpp"

#include <optional>

namespace gradevault::device_process {
namespace {

constexpr std::size_t longestText = 4096;  ///< an error's; the message has to fit the channel

void putOptional(process::MessageWriter& message, const std::optional<double>& value) {
  message.put(static_cast<std::uint8_t>(value.has_value()));
  message.put(value.value_or(0));
}

std::optional<double> takeOptional(process::MessageReader& message) {
  const bool there = message.takeBool();
  const auto value = message.take<double>();
  return there ? std::optional(value) : std::nullopt;
}

}  // namespace

void putError(process::MessageWriter& message, const Error& error) {
  message.put(static_cast<std::uint32_t>(error.code));
  message.putText(std::string_view(error.message).substr(0, longestText));
}

Error takeError(process::MessageReader& message) {
  const auto code = message.take<std::uint32_t>();
  const bool known = code <= static_cast<std::uint32_t>(ErrorCode::internal);
  return {known ? static_cast<ErrorCode>(code) : ErrorCode::internal, message.takeText()};
}

void putInfo(process::MessageWriter& message, const EngineInfo& info) {
  for (const std::string* text : {&info.name, &info.device, &info.isa, &info.detail}) message.putText(*text);
}

EngineInfo takeInfo(process::MessageReader& message) {
  EngineInfo info;
  for (std::string* text : {&info.name, &info.device, &info.isa, &info.detail}) *text = message.takeText();
  return info;
}

void putParts(process::MessageWriter& message, const PartTimes& parts) {
  message.put(static_cast<std::uint32_t>(parts.size()));
  for (const auto& [part, seconds] : parts) {
    message.putText(part);
    message.put(seconds);
  }
}

PartTimes takeParts(process::MessageReader& message) {
  PartTimes parts;
  for (std::size_t count = message.takeCount(sizeof(double)); count > 0; --count) {
    const std::string part = message.takeText();
    parts[part] = message.take<double>();
  }
  return parts;
}

void putScan(process::MessageWriter& message, const FrameScan& scan) {
  const QuickSample& quick = scan.quick;
  message.put(quick.sharpness);
  putOptional(message, quick.motion);
  message.put(quick.meanLuma);
  message.put(quick.darkShare);
  message.put(quick.brightShare);
  message.put(quick.highlightLuma);
  message.put(quick.glare.share);
  message.put(static_cast<std::uint32_t>(quick.glare.blobs.size()));
  for (const Rect& blob : quick.glare.blobs) message.put(blob);
  message.put(static_cast<std::uint8_t>(scan.precise.has_value()));
  if (!scan.precise) return;
  message.put(scan.precise->sharpness);
  putOptional(message, scan.precise->motion);
}

FrameScan takeScan(process::MessageReader& message) {
  FrameScan scan;
  QuickSample& quick = scan.quick;
  quick.sharpness = message.take<double>();
  quick.motion = takeOptional(message);
  quick.meanLuma = message.take<double>();
  quick.darkShare = message.take<double>();
  quick.brightShare = message.take<double>();
  quick.highlightLuma = message.take<int>();
  quick.glare.share = message.take<double>();
  quick.glare.blobs.resize(message.takeCount(sizeof(Rect)));
  for (Rect& blob : quick.glare.blobs) blob = message.take<Rect>();
  if (!message.takeBool()) return scan;
  scan.precise.emplace();
  scan.precise->sharpness = message.take<double>();
  scan.precise->motion = takeOptional(message);
  return scan;
}

}  // namespace gradevault::device_process
