#include "edges/edge_score.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "pictures/pictures.hpp"
#include "reference_edges.hpp"

namespace gradevault {
namespace {

ScoreImage scoresOf(std::initializer_list<int> values) {
  ScoreImage score(static_cast<int>(values.size()), 1);
  int x = 0;
  for (const int value : values) score.at(x++, 0) = static_cast<std::uint16_t>(value);
  return score;
}

GrayImage validOf(std::initializer_list<int> values) {
  GrayImage valid(static_cast<int>(values.size()), 1);
  int x = 0;
  for (const int value : values) valid.at(x++, 0) = value != 0 ? 255 : 0;
  return valid;
}

EdgeLayers layersOf(std::initializer_list<std::array<int, 4>> pixels) {
  const auto width = static_cast<int>(pixels.size());
  EdgeLayers layers{GrayImage(width, 1), Image<std::uint16_t>(width, 1), Image<std::int32_t>(width, 1),
                    Image<std::int32_t>(width, 1)};
  int x = 0;
  for (const auto& [canny, laplacian, gradient, deviation] : pixels) {
    layers.canny.at(x, 0) = static_cast<std::uint8_t>(canny);
    layers.laplacian.at(x, 0) = static_cast<std::uint16_t>(laplacian);
    layers.gradient.at(x, 0) = gradient;
    layers.deviation.at(x++, 0) = deviation;
  }
  return layers;
}

TEST(FrameScore, WeighsEachLayerByItsShareOfTheMaximum) {
  const EdgeLayers layers = layersOf({{100, 40, 400, 900}, {50, 10, 100, 0}, {0, 0, 0, 225}});
  const ScoreImage score = frameScore(layers, validOf({1, 1, 1}).view());
  EXPECT_EQ(score.at(0, 0), 65535);
  EXPECT_NEAR(score.at(1, 0), 65535 * (0.45 / 2 + 0.25 / 4 + 0.20 / 2), 1);
  EXPECT_NEAR(score.at(2, 0), 65535 * (0.10 / 2), 1);
}

TEST(FrameScore, InvalidPixelsScoreNothingAndSetNoMaximum) {
  const EdgeLayers layers = layersOf({{100, 1020, 4000, 9000}, {50, 10, 100, 25}});
  const ScoreImage score = frameScore(layers, validOf({0, 1}).view());
  EXPECT_EQ(score.at(0, 0), 0);
  EXPECT_EQ(score.at(1, 0), 65535);
}

TEST(FrameScore, OfAConstantPictureIsZero) {
  for (const Size size : testing::awkwardSizes) {
    const EdgeLayers layers = makeReferenceEdges()->layers(testing::constant(size, 77).view());
    EXPECT_EQ(frameScore(layers, testing::constant(size, 255).view()), ScoreImage(size.width, size.height));
  }
}

TEST(MergedScore, OfOneFrameIsThatFrame) {
  const std::array<ScoreImage, 1> frames{scoresOf({1, 40000, 65535})};
  EXPECT_EQ(mergedScore(frames, validOf({1, 1, 1}).view()), frames[0]);
}

TEST(MergedScore, OfEqualFramesIsThreeQuarters) {
  const std::array<ScoreImage, 3> frames{scoresOf({0, 4000, 65535}), scoresOf({0, 4000, 65535}),
                                         scoresOf({0, 4000, 65535})};
  EXPECT_EQ(mergedScore(frames, validOf({1, 1, 1}).view()), scoresOf({0, 3000, 49151}));
}

TEST(MergedScore, AddsAQuarterOfTheScaledVariance) {
  const std::array<ScoreImage, 2> frames{scoresOf({0, 1000, 10000}), scoresOf({2000, 2000, 10000})};
  EXPECT_EQ(mergedScore(frames, validOf({1, 1, 1}).view()),
            scoresOf({1500 + 16384, static_cast<int>(1500 + 65535.0 / 16 + 0.5), 7500}));
}

TEST(MergedScore, InvalidPixelsDoNotScaleTheVariance) {
  const std::array<ScoreImage, 2> frames{scoresOf({0, 1000}), scoresOf({65535, 2000})};
  EXPECT_EQ(mergedScore(frames, validOf({0, 1}).view()), scoresOf({0, 1500 + 16384}));
}

TEST(ScoreMask, IsStrictlyOverMeanPlusSigmas) {
  // Mean 3, standard deviation 2.
  const ScoreImage score = scoresOf({1, 1, 5, 5, 9000});
  const GrayImage valid = validOf({1, 1, 1, 1, 0});
  EXPECT_EQ(scoreMask(score, valid.view(), 0.3), validOf({0, 0, 1, 1, 0}));
  EXPECT_EQ(scoreMask(score, valid.view(), 1.0), validOf({0, 0, 0, 0, 0}));
  EXPECT_EQ(scoreMask(score, valid.view(), -1.0), validOf({0, 0, 1, 1, 0}));
  EXPECT_EQ(scoreMask(score, valid.view(), -1.5), validOf({1, 1, 1, 1, 0}));
}

TEST(ScoreMask, OfEqualScoresIsEmpty) {
  for (const int value : {0, 1, 12345, 65535}) {
    EXPECT_EQ(scoreMask(scoresOf({value, value, value}), validOf({1, 1, 1}).view(), 0.3), GrayImage(3, 1));
  }
}

TEST(ScoreMask, WithoutAValidPixelIsEmpty) {
  EXPECT_EQ(scoreMask(scoresOf({1, 2}), validOf({0, 0}).view(), 0.3), GrayImage(2, 1));
}

}  // namespace
}  // namespace gradevault
