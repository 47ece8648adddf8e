#include "damage_truth.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "gradevault/artifacts/png.hpp"

namespace gradevault::accuracy {
namespace {

namespace fs = std::filesystem;
using Corners = std::array<cv::Point2f, 4>;

Result<std::string> contents(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Error{ErrorCode::unreadable_input, "cannot read " + file.string()};
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

/// The outer corners of a picture, clockwise from the top left; pixel centres are whole numbers.
Corners outerCorners(Size size) {
  const float right = static_cast<float>(size.width) - 0.5F;
  const float bottom = static_cast<float>(size.height) - 0.5F;
  return {cv::Point2f{-0.5F, -0.5F}, {right, -0.5F}, {right, bottom}, {-0.5F, bottom}};
}

Corners corners(const Quad& quad) {
  Corners points;
  std::transform(quad.begin(), quad.end(), points.begin(), [](const Point& point) {
    return cv::Point2f(static_cast<float>(point.x), static_cast<float>(point.y));
  });
  return points;
}

Corners corners(const nlohmann::json& quad) {
  Corners points;
  for (std::size_t i = 0; i < 4; ++i) points[i] = {quad.at(i).at(0).get<float>(), quad.at(i).at(1).get<float>()};
  return points;
}

GrayImage warped(const GrayImage& mask, const cv::Matx33d& homography, Size size) {
  GrayImage out(size.width, size.height);
  const cv::Mat from(mask.height(), mask.width(), CV_8UC1, const_cast<std::uint8_t*>(mask.pixels().data()));
  cv::Mat to(size.height, size.width, CV_8UC1, out.view().data());
  // Area average through a linear warp, then half: a thin scratch keeps its width.
  cv::warpPerspective(from, to, homography, to.size(), cv::INTER_LINEAR);
  cv::threshold(to, to, 63, 255, cv::THRESH_BINARY);
  return out;
}

}  // namespace

Result<std::map<std::string, GrayImage>> damageTruth(const fs::path& capture, const Report& report, Size size) {
  const auto golden = std::find_if(report.goldenFrames.begin(), report.goldenFrames.end(), [&](const auto& frame) {
    return report.defects && frame.frame == report.defects->referenceFrame;
  });
  if (golden == report.goldenFrames.end() || !golden->quad) {
    return Error{ErrorCode::unreadable_input, "the report has no defect map on a frame with a quad"};
  }
  const auto text = contents(capture / "truth.json");
  if (!text.ok()) return text.error();
  std::map<std::string, GrayImage> masks;
  try {
    const auto truth = nlohmann::json::parse(*text);
    const auto frame = static_cast<std::size_t>(golden->frame);
    const Size flat{truth.at("flatSize").at(0).get<int>(), truth.at("flatSize").at(1).get<int>()};
    const cv::Matx33d flatToFrame =
        cv::getPerspectiveTransform(outerCorners(flat).data(), corners(truth.at("frames").at(frame).at("quad")).data());
    const cv::Matx33d frameToRectified =
        cv::getPerspectiveTransform(corners(*golden->quad).data(), outerCorners(size).data());
    for (const auto& [kind, file] : truth.at("masks").items()) {
      const auto bytes = contents(capture / file.get<std::string>());
      if (!bytes.ok()) return bytes.error();
      const auto mask = artifacts::decodePng(std::as_bytes(std::span(*bytes)));
      if (!mask.ok()) return mask.error();
      masks[kind] = warped(*mask, frameToRectified * flatToFrame, size);
    }
  } catch (const nlohmann::json::exception& error) {
    return Error{ErrorCode::unreadable_input, (capture / "truth.json").string() + ": " + error.what()};
  } catch (const cv::Exception& error) {
    return Error{ErrorCode::unreadable_input, (capture / "truth.json").string() + ": " + error.what()};
  }
  return masks;
}

}  // namespace gradevault::accuracy
