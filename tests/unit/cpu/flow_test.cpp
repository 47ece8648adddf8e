#include "every_set.hpp"
#include "executor/thread_executor.hpp"
#include "farneback.hpp"
#include "level_luma.hpp"
#include "pair_flow.hpp"
#include "pictures/pictures.hpp"
#include "polynomial_expansion.hpp"
#include "scan/motion.hpp"

namespace gradevault {
namespace {

/// Two planes or five, interleaved as the reference has them.
FloatImage interleaved(const cpu::FlowPlanes& planes, int channels) {
  FloatImage out(planes.size().width, planes.size().height, channels);
  for (int y = 0; y < out.height(); ++y) {
    for (int x = 0; x < out.width(); ++x) {
      for (int c = 0; c < channels; ++c) out.at(x, y, c) = planes.row(y, c)[x];
    }
  }
  return out;
}

class CpuFlow : public testing::EveryInstructionSet {
 protected:
  cpu::FlowScratch scratch_;
  cpu::ScratchSpares spares_;
  SequentialExecutor executor_;
};

std::vector<std::pair<GrayImage, GrayImage>> pairsOf(Size size) {
  std::vector<std::pair<GrayImage, GrayImage>> pairs;
  const GrayImage noise = testing::noise({size.width + 8, size.height + 8}, 5);
  pairs.emplace_back(GrayImage(noise.view().cropped({2, 3, size.width, size.height})),
                     GrayImage(noise.view().cropped({0, 4, size.width, size.height})));
  const GrayImage waves = testing::waves({size.width + 8, size.height + 8});
  pairs.emplace_back(GrayImage(waves.view().cropped({1, 1, size.width, size.height})),
                     GrayImage(waves.view().cropped({3, 0, size.width, size.height})));
  pairs.emplace_back(testing::waves(size), testing::noise(size, 9));
  pairs.emplace_back(testing::constant(size, 0), testing::constant(size, 255));
  return pairs;
}

TEST_P(CpuFlow, LevelsAreTheReferencesBitForBit) {
  for (const Size size : testing::awkwardSizes) {
    const GrayImage picture = testing::noise(size, 3);
    for (int level = 0; level <= 3; ++level) {
      if (level > 0 && (size.width >> level < 1 || size.height >> level < 1)) continue;
      kernels().levelLuma(picture.view(), level, scratch_.level, scratch_.rows);
      EXPECT_EQ(interleaved(scratch_.level, 1), levelLuma(picture.view(), level))
          << size << " level " << level;
    }
  }
}

TEST_P(CpuFlow, ExpansionsAreTheReferencesBitForBit) {
  for (const Size size : testing::awkwardSizes) {
    const GrayImage picture = testing::noise(size, 4);
    kernels().levelLuma(picture.view(), 0, scratch_.level, scratch_.rows);
    cpu::FlowPlanes expansion;
    kernels().expand(scratch_.level, expansion, scratch_.rows);
    EXPECT_EQ(interleaved(expansion, expansionChannels),
              polynomialExpansion(levelLuma(picture.view(), 0).view()))
        << size;
  }
}

TEST_P(CpuFlow, FlowsAreTheReferencesBitForBit) {
  std::vector<Size> sizes(testing::awkwardSizes.begin(), testing::awkwardSizes.end());
  sizes.push_back({1411, 37});  // several stripes of columns
  for (const Size size : sizes) {
    for (const auto& [before, now] : pairsOf(size)) {
      for (const FlowSettings& settings :
           {FlowSettings{}, FlowSettings{1, 9, 2}, FlowSettings{8, 33, 1}, FlowSettings{2, 15, 5},
            FlowSettings{1, 63, 2}, FlowSettings{0, 3, 1}}) {
        cpu::ExpansionPyramid from;
        cpu::ExpansionPyramid to;
        cpu::expandPyramid(kernels(), before.view(), settings, scratch_, from);
        cpu::expandPyramid(kernels(), now.view(), settings, scratch_, to);
        cpu::FlowPlanes flow;
        const std::int64_t length = cpu::pairFlow(kernels(), from, to, settings, spares_, executor_, &flow);
        const FloatImage expected =
            farnebackFlow(flowPyramid(before.view(), settings), flowPyramid(now.view(), settings), settings);
        ASSERT_EQ(interleaved(flow, 2), expected) << size << " window " << settings.window;
        EXPECT_EQ(length, flowLengthSum(expected.view())) << size << " window " << settings.window;
      }
    }
  }
}

TEST_P(CpuFlow, APairCutForSeveralThreadsGivesTheSameBits) {
  const FlowSettings settings;
  for (const Size size : {Size{319, 40}, Size{640, 36}, Size{1929, 33}}) {
    const auto pairs = pairsOf(size);
    cpu::ExpansionPyramid from;
    cpu::ExpansionPyramid to;
    cpu::expandPyramid(kernels(), pairs[1].first.view(), settings, scratch_, from);
    cpu::expandPyramid(kernels(), pairs[1].second.view(), settings, scratch_, to);
    cpu::FlowPlanes whole;
    const std::int64_t length = cpu::pairFlow(kernels(), from, to, settings, spares_, executor_, &whole);
    for (const int threads : {2, 3, 12}) {
      testing::ThreadExecutor executor(threads);
      cpu::FlowPlanes cut;
      EXPECT_EQ(cpu::pairFlow(kernels(), from, to, settings, spares_, executor, &cut), length)
          << size << threads;
      EXPECT_EQ(interleaved(cut, 2), interleaved(whole, 2)) << size << threads;
    }
  }
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CpuFlow);  // a build without vectors has no kernels
INSTANTIATE_TEST_SUITE_P(Every, CpuFlow, ::testing::ValuesIn(cpu::availableKernels()),
                         testing::instructionSetName);

}  // namespace
}  // namespace gradevault
