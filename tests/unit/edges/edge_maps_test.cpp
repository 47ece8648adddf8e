#include "edges/edge_maps.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <algorithm>
#include <stdexcept>

#include "executor/thread_executor.hpp"
#include "mat_over.hpp"
#include "opencv_edges.hpp"
#include "pictures/pictures.hpp"
#include "reference_edges.hpp"

namespace gradevault {
namespace {

struct Capture {
  std::vector<GrayImage> luma;
  std::vector<GrayImage> valid;

  [[nodiscard]] std::vector<AlignedFrame> frames() const {
    std::vector<AlignedFrame> list;
    for (std::size_t i = 0; i < luma.size(); ++i) list.push_back({luma[i].view(), valid[i].view()});
    return list;
  }
};

/// Shifted and noisy views of one texture, each with a margin that the warp left empty on another side.
Capture capture(Size size, int count) {
  Capture made;
  for (int i = 0; i < count; ++i) {
    made.luma.push_back(testing::waves(size, 0.3 * i, 0.2 * i));
    made.valid.push_back(testing::constant(size, 255));
    const GrayImage grain = testing::noise(size, static_cast<unsigned>(50 + i));
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        std::uint8_t& pixel = made.luma.back().at(x, y);
        pixel = static_cast<std::uint8_t>(std::min(255, pixel + grain.at(x, y) / 16));
        const int margin = i % 2 == 0 ? x : size.width - 1 - x;
        if (size.width > 20 && margin < 2 + i) pixel = made.valid.back().at(x, y) = 0;
      }
    }
  }
  return made;
}

DefectMaps mapsOf(const Capture& made, const EdgeStages& stages, Executor&& executor = SequentialExecutor{}) {
  Result<DefectMaps> maps = edgeMaps(made.frames(), {}, executor, stages);
  EXPECT_TRUE(maps.ok());
  return maps.ok() ? std::move(maps).value() : DefectMaps{};
}

void expectEqual(const DefectMaps& a, const DefectMaps& b) {
  EXPECT_EQ(a.score, b.score);
  EXPECT_EQ(a.mask, b.mask);
  EXPECT_EQ(a.valid, b.valid);
  EXPECT_EQ(a.defectPercentage, b.defectPercentage);
}

TEST(EdgeMaps, OfBothEnginesAreEqualAtAwkwardSizes) {
  for (const Size size : testing::awkwardSizes) {
    for (const int count : {1, 2, 5}) {
      if (size.width == 640 && count > 2) continue;  // slow, and nothing new
      const Capture made = capture(size, count);
      SCOPED_TRACE(::testing::Message() << count << " frames of " << size);
      expectEqual(mapsOf(made, *makeOpencvEdges()), mapsOf(made, *makeReferenceEdges()));
    }
  }
}

TEST(EdgeMaps, DoNotDependOnTheThreads) {
  const Capture made = capture({127, 97}, 5);
  const DefectMaps expected = mapsOf(made, *makeReferenceEdges());
  for (const int threads : {2, 7}) {
    expectEqual(mapsOf(made, *makeReferenceEdges(), testing::ThreadExecutor(threads)), expected);
    expectEqual(mapsOf(made, *makeOpencvEdges(), testing::ThreadExecutor(threads)), expected);
  }
}

/// The prototype's formulas in floating point, as a second opinion on what the integers stand for.
cv::Mat floatingScore(const GrayImage& picture) {
  const cv::Mat luma = matOver(picture.view());
  const auto scaled = [](cv::Mat layer) -> cv::Mat {
    double most = 0;
    cv::minMaxLoc(layer, nullptr, &most);
    return most > 0 ? cv::Mat(layer / most) : layer;
  };
  cv::Mat canny = cv::Mat::zeros(luma.size(), CV_64F);
  for (const auto& [low, high, weight] : {std::tuple{15, 60, 0.50}, {30, 100, 0.35}, {50, 150, 0.15}}) {
    cv::Mat edges;
    cv::Canny(luma, edges, low, high);
    cv::Mat part;
    edges.convertTo(part, CV_64F, weight / 255);
    canny += part;
  }
  cv::Mat laplacian, dx, dy, magnitude, mean, squares, real;
  cv::Laplacian(luma, laplacian, CV_64F);
  cv::Sobel(luma, dx, CV_64F, 1, 0);
  cv::Sobel(luma, dy, CV_64F, 0, 1);
  cv::magnitude(dx, dy, magnitude);
  luma.convertTo(real, CV_64F);
  cv::blur(real, mean, {5, 5});
  cv::blur(real.mul(real), squares, {5, 5});
  cv::Mat deviation = cv::max(squares - mean.mul(mean), 0);
  cv::sqrt(deviation, deviation);
  return 0.45 * scaled(canny) + 0.25 * scaled(cv::abs(laplacian)) + 0.20 * scaled(magnitude) +
         0.10 * scaled(deviation);
}

TEST(EdgeMaps, ScoreIsThePrototypesFormula) {
  const Capture made{{testing::waves({127, 97})}, {testing::constant({127, 97}, 255)}};
  const DefectMaps maps = mapsOf(made, *makeReferenceEdges());
  const cv::Mat expected = floatingScore(made.luma[0]);
  for (int y = 0; y < 97; ++y) {
    for (int x = 0; x < 127; ++x) ASSERT_NEAR(maps.score.at(x, y) / 65535.0, expected.at<double>(y, x), 2e-5);
  }
}

TEST(EdgeMaps, MarkNothingOutsideTheValidArea) {
  const DefectMaps maps = mapsOf(capture({65, 63}, 3), *makeReferenceEdges());
  std::int64_t inside = 0;
  std::int64_t marked = 0;
  for (int y = 0; y < 63; ++y) {
    for (int x = 0; x < 65; ++x) {
      if (maps.valid.at(x, y) == 0) {
        EXPECT_EQ(maps.score.at(x, y), 0);
        EXPECT_EQ(maps.mask.at(x, y), 0);
      }
      inside += maps.valid.at(x, y) != 0 ? 1 : 0;
      marked += maps.mask.at(x, y) != 0 ? 1 : 0;
    }
  }
  EXPECT_EQ(inside, 63 * (65 - 4 - 3));
  EXPECT_DOUBLE_EQ(maps.defectPercentage, 100.0 * static_cast<double>(marked) / static_cast<double>(inside));
  EXPECT_GT(marked, 0);
}

TEST(EdgeMaps, WithoutAValidPixelAreEmpty) {
  const Capture made{{testing::noise({9, 9}, 1)}, {GrayImage(9, 9)}};
  const DefectMaps maps = mapsOf(made, *makeReferenceEdges());
  EXPECT_EQ(maps.mask, GrayImage(9, 9));
  EXPECT_EQ(maps.defectPercentage, 0.0);
}

TEST(EdgeMaps, RefuseFramesThatDoNotFitTogether) {
  SequentialExecutor executor;
  const auto reference = makeReferenceEdges();
  const GrayImage small(4, 4), large(5, 4), none;
  const auto codeFor = [&](std::vector<AlignedFrame> frames) {
    const Result<DefectMaps> maps = edgeMaps(frames, {}, executor, *reference);
    return maps.ok() ? "accepted" : name(maps.error().code);
  };
  EXPECT_EQ(codeFor({}), "invalid_argument");
  EXPECT_EQ(codeFor({{none.view(), none.view()}}), "invalid_argument");
  EXPECT_EQ(codeFor({{small.view(), large.view()}}), "invalid_argument");
  EXPECT_EQ(codeFor({{small.view(), small.view()}, {large.view(), large.view()}}), "invalid_argument");
  EXPECT_EQ(codeFor({{small.view(), small.view()}}), "accepted");
}

class FailingEdges final : public EdgeStages {
 public:
  EdgeLayers layers(GrayView) const override { throw std::runtime_error("out of memory"); }
  GrayImage closed(GrayView mask) const override { return GrayImage(mask); }
};

TEST(EdgeMaps, AStageThatThrowsIsAnError) {
  testing::ThreadExecutor executor(3);
  const Result<DefectMaps> maps = edgeMaps(capture({17, 31}, 4).frames(), {}, executor, FailingEdges{});
  ASSERT_FALSE(maps.ok());
  EXPECT_EQ(maps.error().code, ErrorCode::internal);
  EXPECT_NE(maps.error().message.find("out of memory"), std::string::npos);
}

}  // namespace
}  // namespace gradevault
