#include "cpu_edges.hpp"

#include "edges/edge_maps.hpp"
#include "edges/edge_score.hpp"
#include "every_set.hpp"
#include "executor/thread_executor.hpp"
#include "reference_edges.hpp"

namespace gradevault {
namespace {

class CpuEdges : public testing::EveryInstructionSet {
 protected:
  std::unique_ptr<EdgeStages> stages() const { return cpu::makeCpuEdges(kernels()); }
  SequentialExecutor executor_;
  cpu::EdgeRows rows_;
};

/// Nowhere, everywhere, and here and there valid.
std::vector<GrayImage> validMasks(Size size) {
  return {testing::constant(size, 255), testing::constant(size, 0), testing::speckles(size, 71, 200)};
}

std::vector<ScoreImage> scoresOf(Size size, int count, GrayView valid) {
  std::vector<ScoreImage> scores;
  for (int i = 0; i < count; ++i) {
    const GrayImage high = testing::noise(size, static_cast<unsigned>(80 + 2 * i));
    const GrayImage low = testing::noise(size, static_cast<unsigned>(81 + 2 * i));
    ScoreImage score(size.width, size.height);
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        if (valid.at(x, y) == 0) continue;
        const int value = high.at(x, y) > 250 ? 65535 : high.at(x, y) * 256 + low.at(x, y);
        score.at(x, y) = static_cast<std::uint16_t>(value);
      }
    }
    scores.push_back(std::move(score));
  }
  return scores;
}

TEST_P(CpuEdges, LayersAreTheReferencesIntegers) {
  const auto reference = makeReferenceEdges();
  const auto edges = stages();
  for (const Size size : testing::sizesForKernels()) {
    for (const GrayImage& picture : testing::picturesOf(size)) {
      const EdgeLayers expected = reference->layers(picture.view());
      const EdgeLayers got = edges->layers(picture.view());
      EXPECT_EQ(got.canny, expected.canny) << size;
      EXPECT_EQ(got.laplacian, expected.laplacian) << size;
      EXPECT_EQ(got.gradient, expected.gradient) << size;
      EXPECT_EQ(got.deviation, expected.deviation) << size;
    }
  }
}

TEST_P(CpuEdges, LayersOfACropAreThoseOfItsCopy) {
  const GrayImage picture = testing::noise({165, 63}, 32);
  const GrayView crop = picture.view().cropped({5, 3, 131, 40});
  EXPECT_EQ(stages()->layers(crop), makeReferenceEdges()->layers(GrayImage(crop).view()));
}

TEST_P(CpuEdges, FrameScoresAreTheReferencesBitForBit) {
  const auto reference = makeReferenceEdges();
  const auto edges = stages();
  for (const Size size : testing::sizesForKernels()) {
    for (const GrayImage& picture : testing::picturesOf(size)) {
      const EdgeLayers layers = reference->layers(picture.view());
      for (const GrayImage& valid : validMasks(size)) {
        EXPECT_EQ(edges->frameScore(picture.view(), valid.view(), executor_, nullptr),
                  frameScore(layers, valid.view()))
            << size;
      }
    }
  }
}

TEST_P(CpuEdges, AFrameScoreWritesOnlyItsPicture) {
  for (const Size size : testing::sizesForKernels()) {
    const GrayImage luma = testing::noise(size, 33);
    const GrayImage canny = testing::speckles(size, 34, 20);
    const GrayImage valid = testing::speckles(size, 35, 200);
    testing::Guarded<std::uint16_t> score(size);
    testing::Guarded<std::uint8_t> layer(size);
    cpu::CannyPlanes planes;
    for (auto* set : {&planes.weak, &planes.edges}) {
      for (cpu::BitPlane& plane : *set) plane.resize(size);
    }
    const cpu::Rows all{0, size.height};
    kernels().ridges(luma.view(), all, planes, rows_);
    kernels().cannyLayer(planes, valid.view(), all, layer.view(), rows_);
    const cpu::EdgeMaxima most = kernels().maxima(luma.view(), valid.view(), all, rows_);
    kernels().frameScore({luma.view(), valid.view(), canny.view(), most}, all, score.view(), rows_);
    EXPECT_TRUE(score.untouchedOutside()) << size;
    EXPECT_TRUE(layer.untouchedOutside()) << size;
  }
}

TEST_P(CpuEdges, MergedScoresAreTheReferencesBitForBit) {
  const auto edges = stages();
  for (const Size size : testing::sizesForKernels()) {
    for (const GrayImage& valid : validMasks(size)) {
      for (const int count : {1, 2, 5}) {
        const std::vector<ScoreImage> scores = scoresOf(size, count, valid.view());
        EXPECT_EQ(edges->mergedScore(scores, valid.view(), executor_), mergedScore(scores, valid.view()))
            << count << " frames of " << size;
      }
      const std::vector<ScoreImage> still(3, scoresOf(size, 1, valid.view())[0]);
      EXPECT_EQ(edges->mergedScore(still, valid.view(), executor_), mergedScore(still, valid.view())) << size;
    }
  }
}

TEST_P(CpuEdges, MergingWritesOnlyItsPicture) {
  if (kernels().mergeScores == nullptr) GTEST_SKIP() << "no vectors of doubles: the definition merges";
  for (const Size size : testing::sizesForKernels()) {
    const GrayImage valid = testing::speckles(size, 36, 200);
    const std::vector<ScoreImage> scores = scoresOf(size, 3, valid.view());
    testing::Guarded<std::uint16_t> merged(size);
    const cpu::Rows all{0, size.height};
    const double most = kernels().largestSpread(scores, valid.view(), all);
    kernels().mergeScores(scores, valid.view(), most > 0 ? most : 1, all, merged.view());
    EXPECT_EQ(merged.copy(), mergedScore(scores, valid.view())) << size;
    EXPECT_TRUE(merged.untouchedOutside()) << size;
  }
}

TEST_P(CpuEdges, MasksAreTheReferencesAtEveryThreshold) {
  const auto edges = stages();
  for (const Size size : testing::sizesForKernels()) {
    for (const GrayImage& valid : validMasks(size)) {
      const ScoreImage score = scoresOf(size, 1, valid.view())[0];
      for (const double sigmas : {-100.0, -0.5, 0.0, 0.3, 3.0, 100.0}) {
        EXPECT_EQ(edges->scoreMask(score, valid.view(), sigmas, executor_), scoreMask(score, valid.view(), sigmas))
            << size << " at " << sigmas;
      }
    }
  }
}

TEST_P(CpuEdges, SumsOfTheHighestScoresDoNotOverflow) {
  ScoreImage score(70000, 2);
  const GrayImage valid = testing::constant({70000, 2}, 255);
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 70000; ++x) score.at(x, y) = 65535;
  }
  const ScoreSums sums = kernels().scoreSums(std::as_const(score).view(), valid.view(), {0, 2}, rows_);
  EXPECT_EQ(sums, (ScoreSums{.pixels = 140000, .sum = 140000ULL * 65535, .squares = 140000ULL * 65535 * 65535}));
}

TEST_P(CpuEdges, MaskAndClosingWriteOnlyTheirPicture) {
  for (const Size size : testing::sizesForKernels()) {
    const GrayImage valid = testing::speckles(size, 37, 200);
    const ScoreImage score = scoresOf(size, 1, valid.view())[0];
    testing::Guarded<std::uint8_t> mask(size);
    testing::Guarded<std::uint8_t> closed(size);
    kernels().scoresOver(std::as_const(score).view(), valid.view(), 30000, {0, size.height}, mask.view());
    kernels().closeMask(valid.view(), {0, size.height}, closed.view(), rows_);
    EXPECT_TRUE(mask.untouchedOutside()) << size;
    EXPECT_TRUE(closed.untouchedOutside()) << size;
  }
}

TEST_P(CpuEdges, ClosingIsTheReferencesInWholeAndInStripes) {
  const auto reference = makeReferenceEdges();
  for (const Size size : testing::sizesForKernels()) {
    for (const int share : {16, 128, 240}) {
      const GrayImage mask = testing::speckles(size, 38, share);
      const GrayImage expected = reference->closed(mask.view());
      EXPECT_EQ(stages()->closed(mask.view()), expected) << size;
      GrayImage striped(size.width, size.height);
      for (int y = 0; y < size.height; ++y) kernels().closeMask(mask.view(), {y, y + 1}, striped.view(), rows_);
      EXPECT_EQ(striped, expected) << size;
    }
  }
}

TEST_P(CpuEdges, DefectMapsAreTheReferencesWhateverTheThreads) {
  for (const Size size : {Size{17, 31}, Size{127, 97}, Size{320, 451}}) {
    std::vector<GrayImage> luma;
    std::vector<AlignedFrame> frames;
    const GrayImage valid = testing::speckles(size, 39, 250);
    for (int i = 0; i < 3; ++i) luma.push_back(testing::waves(size, 0.3 * i, 0.2 * i));
    luma.push_back(testing::noise(size, 40));
    for (const GrayImage& frame : luma) frames.push_back({frame.view(), valid.view()});
    testing::ThreadExecutor several(3);
    const Result<DefectMaps> expected = edgeMaps(frames, {}, executor_, *makeReferenceEdges());
    ASSERT_TRUE(expected.ok());
    const auto edges = stages();
    for (Executor* executor : {static_cast<Executor*>(&executor_), static_cast<Executor*>(&several)}) {
      const Result<DefectMaps> got = edgeMaps(frames, {}, *executor, *edges);
      ASSERT_TRUE(got.ok());
      EXPECT_EQ(got.value().score, expected.value().score) << size;
      EXPECT_EQ(got.value().mask, expected.value().mask) << size;
      EXPECT_EQ(got.value().valid, expected.value().valid) << size;
      EXPECT_EQ(got.value().defectPercentage, expected.value().defectPercentage) << size;
    }
  }
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CpuEdges);  // a build without vectors has no kernels
INSTANTIATE_TEST_SUITE_P(Every, CpuEdges, ::testing::ValuesIn(cpu::availableKernels()), testing::instructionSetName);

}  // namespace
}  // namespace gradevault
