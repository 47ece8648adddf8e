#include <algorithm>

#include "expansion_pictures.hpp"
#include "flow/pyramid_geometry.hpp"
#include "flow_solution.hpp"
#include "host/filters.hpp"
#include "host/flow_plan.hpp"
#include "kernel_test.hpp"
#include "level_luma.hpp"
#include "normal_equations.hpp"
#include "polynomial_expansion.hpp"
#include "scan/motion.hpp"

namespace gradevault {
namespace {

class FlowKernels : public testing::KernelTest {
 protected:
  [[nodiscard]] cuda::Stack<unsigned char> lumaStack(const std::vector<GrayImage>& frames) {
    const auto luma = stack<unsigned char>(frames[0].size(), static_cast<int>(frames.size()));
    for (std::size_t i = 0; i < frames.size(); ++i) put(luma, static_cast<int>(i), frames[i]);
    return luma;
  }
  [[nodiscard]] cuda::WrittenExpansions expansionStacks(Size size, int places) {
    const Size planes = cuda::withApron(size);
    return {stack<cuda::Polynomial>(planes, places), stack<float>(planes, places)};
  }
  void putExpansion(const cuda::WrittenExpansions& stacks, int place, const FloatImage& picture) {
    const Size size = cuda::withApron(picture.size());
    Image<cuda::Polynomial> polynomials(size.width, size.height);
    FloatImage curvaturesXy(size.width, size.height);
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        const auto at = [&](int c) {
          return picture.at(std::min(x, picture.width() - 1), std::min(y, picture.height() - 1), c);
        };
        polynomials.at(x, y) = {at(cuda::slopeX), at(cuda::slopeY), at(cuda::curvatureXx),
                                at(cuda::curvatureYy)};
        curvaturesXy.at(x, y) = at(cuda::curvatureXy);
      }
    }
    put(stacks.polynomials, place, polynomials);
    put(stacks.curvaturesXy, place, curvaturesXy);
  }
  /// With the apron.
  [[nodiscard]] FloatImage getExpansion(const cuda::WrittenExpansions& stacks, int place) {
    const Image<cuda::Polynomial> polynomials = get(stacks.polynomials, place);
    const FloatImage curvaturesXy = get(stacks.curvaturesXy, place);
    FloatImage picture(polynomials.width(), polynomials.height(), cuda::expansionChannels);
    for (int y = 0; y < picture.height(); ++y) {
      for (int x = 0; x < picture.width(); ++x) {
        const cuda::Polynomial& polynomial = polynomials.at(x, y);
        picture.at(x, y, cuda::slopeX) = polynomial.slopeX;
        picture.at(x, y, cuda::slopeY) = polynomial.slopeY;
        picture.at(x, y, cuda::curvatureXx) = polynomial.curvatureXx;
        picture.at(x, y, cuda::curvatureYy) = polynomial.curvatureYy;
        picture.at(x, y, cuda::curvatureXy) = curvaturesXy.at(x, y);
      }
    }
    return picture;
  }
  void putFlow(const cuda::Stack<cuda::Displacement>& stack, int pair, const FloatImage& picture) {
    Image<cuda::Displacement> flow(picture.width(), picture.height());
    for (int y = 0; y < picture.height(); ++y) {
      for (int x = 0; x < picture.width(); ++x) flow.at(x, y) = {picture.at(x, y, 0), picture.at(x, y, 1)};
    }
    put(stack, pair, flow);
  }
  [[nodiscard]] FloatImage getFlow(const cuda::Stack<cuda::Displacement>& stack, int pair) {
    const Image<cuda::Displacement> flow = get(stack, pair);
    FloatImage picture(flow.width(), flow.height(), 2);
    for (int y = 0; y < picture.height(); ++y) {
      for (int x = 0; x < picture.width(); ++x) {
        picture.at(x, y, 0) = flow.at(x, y).x;
        picture.at(x, y, 1) = flow.at(x, y).y;
      }
    }
    return picture;
  }
};

TEST_P(FlowKernels, BlurTheLumaAsTheReferenceDoes) {
  for (const Size size : testing::smallSizes) {
    const std::vector<GrayImage> frames{testing::noise(size, 1), testing::waves(size)};
    const auto level = stack<float>(size, 2);
    const cuda::BlurLuma blur{readOnly(lumaStack(frames)), level};
    run(blur, blur.grid(2));
    for (int i = 0; i < 2; ++i) {
      EXPECT_EQ(get(level, i), levelLuma(frames[static_cast<std::size_t>(i)].view(), 0)) << size;
    }
  }
}

TEST_P(FlowKernels, DecimateTheLumaToEveryLevelAsTheReferenceDoes) {
  for (const Size full : {Size{64, 65}, Size{131, 97}, Size{67, 283}, Size{1100, 36}}) {
    const GrayImage frame = testing::noise(full, 2);
    const auto luma = lumaStack({frame});
    for (int level = 1; level <= 8; ++level) {
      const Size size = levelSize(full, level);
      if (size.width < 1 || size.height < 1) continue;
      const auto out = stack<float>(size, 1);
      const cuda::DecimateLuma decimate{readOnly(luma), out, level, cuda::decimationFilter(level)};
      run(decimate, decimate.grid(1));
      EXPECT_EQ(get(out, 0), levelLuma(frame.view(), level)) << full << " level " << level;
    }
  }
}

/// With one more column and row, as the kernels keep expansions.
FloatImage withRepeatedEnds(const FloatImage& picture) {
  const Size size = cuda::withApron(picture.size());
  FloatImage larger(size.width, size.height, picture.channels());
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      for (int c = 0; c < picture.channels(); ++c) {
        larger.at(x, y, c) =
            picture.at(std::min(x, picture.width() - 1), std::min(y, picture.height() - 1), c);
      }
    }
  }
  return larger;
}

TEST_P(FlowKernels, ExpandALevelAndRepeatItsEndsAsTheReferenceDoes) {
  for (const Size size : testing::smallSizes) {
    const FloatImage first = levelLuma(testing::noise(size, 3).view(), 0);
    const FloatImage second = levelLuma(testing::waves(size).view(), 0);
    const auto level = stack<float>(size, 2);
    put(level, 0, first);
    put(level, 1, second);
    const auto expansions = expansionStacks(size, 3);
    // The ring's places 2 and 0: the batch runs over its end.
    const cuda::ExpandLevel expand{
        readOnly(level), expansions, {.size = 3, .first = 2}, cuda::polynomialFilters()};
    run(expand, expand.grid(2));
    EXPECT_EQ(getExpansion(expansions, 2), withRepeatedEnds(polynomialExpansion(first.view()))) << size;
    EXPECT_EQ(getExpansion(expansions, 0), withRepeatedEnds(polynomialExpansion(second.view()))) << size;
  }
}

/// Three frames' expansions in a ring of three whose first pair begins at place 1, and a flow for both pairs.
struct IterationCase {
  std::vector<FloatImage> expansions;
  std::vector<FloatImage> flows;
};

IterationCase iterationCase(Size size, Size flowSize, float reach) {
  IterationCase made;
  for (int i = 0; i < 3; ++i) {
    const GrayImage frame = i == 2 ? testing::noise(size, 4) : testing::waves(size, 0.8 * i, -1.3 * i);
    made.expansions.push_back(polynomialExpansion(levelLuma(frame.view(), 0).view()));
  }
  for (unsigned i = 0; i < 2; ++i) made.flows.push_back(testing::wildFlow(flowSize, 5 + i, reach));
  return made;
}

FloatImage iterated(const FloatImage& before, const FloatImage& now, FloatImage flow, int window) {
  FloatImage equations(flow.width(), flow.height(), equationChannels);
  normalEquations(before.view(), now.view(), flow.view(), equations.view());
  solveFlow(equations.view(), window, flow.view());
  return flow;
}

TEST_P(FlowKernels, IterateOnALevelAsTheReferenceDoes) {
  for (const Size size : testing::smallSizes) {
    const IterationCase made = iterationCase(size, size, 20.0F);
    const auto expansions = expansionStacks(size, 3);
    for (int i = 0; i < 3; ++i) {
      putExpansion(expansions, (1 + i) % 3, made.expansions[static_cast<std::size_t>(i)]);
    }
    const auto flow = stack<cuda::Displacement>(size, 2);
    const auto out = stack<cuda::Displacement>(size, 2);
    for (int i = 0; i < 2; ++i) putFlow(flow, i, made.flows[static_cast<std::size_t>(i)]);
    for (const cuda::StripShape shape : {cuda::StripShape{32, 8}, {128, 24}, {192, 64}}) {
      cuda::IterateFlow<cuda::LevelFlow, cuda::KeepFlow> iterate{
          readOnly(expansions), {.size = 3, .first = 1}, {readOnly(flow)}, {out}, shape};
      run(iterate, iterate.grid(2));
      for (std::size_t i = 0; i < 2; ++i) {
        const FloatImage expected = iterated(made.expansions[i], made.expansions[i + 1], made.flows[i], 15);
        EXPECT_EQ(getFlow(out, static_cast<int>(i)), expected) << size << " threads " << shape.threads;
      }
    }
  }
}

TEST_P(FlowKernels, BeginALevelWithTheCoarserFlow) {
  for (const Size size : {Size{64, 65}, Size{131, 37}}) {
    const Size coarse = levelSize(size, 1);
    const IterationCase made = iterationCase(size, coarse, 3.0F);
    const auto expansions = expansionStacks(size, 3);
    for (int i = 0; i < 3; ++i) putExpansion(expansions, i, made.expansions[static_cast<std::size_t>(i)]);
    const auto flow = stack<cuda::Displacement>(coarse, 2);
    const auto out = stack<cuda::Displacement>(size, 2);
    for (int i = 0; i < 2; ++i) putFlow(flow, i, made.flows[static_cast<std::size_t>(i)]);
    const cuda::IterateFlow<cuda::CoarserFlow, cuda::KeepFlow> iterate{
        readOnly(expansions), {.size = 3, .first = 0}, {readOnly(flow)}, {out}, {.threads = 128, .rows = 16}};
    run(iterate, iterate.grid(2));
    for (std::size_t i = 0; i < 2; ++i) {
      const FloatImage start = finerFlow(made.flows[i].view(), size);
      const FloatImage expected = iterated(made.expansions[i], made.expansions[i + 1], start, 15);
      EXPECT_EQ(getFlow(out, static_cast<int>(i)), expected) << size;
    }
  }
}

TEST_P(FlowKernels, BeginTheCoarsestLevelAtRest) {
  for (const Size size : testing::smallSizes) {
    const IterationCase made = iterationCase(size, size, 0.0F);
    const auto expansions = expansionStacks(size, 3);
    for (int i = 0; i < 3; ++i) putExpansion(expansions, i, made.expansions[static_cast<std::size_t>(i)]);
    const auto out = stack<cuda::Displacement>(size, 2);
    const cuda::IterateFlow<cuda::StillFlow, cuda::KeepFlow> iterate{
        readOnly(expansions), {.size = 3, .first = 0}, {}, {out}, {.threads = 192, .rows = 16}};
    run(iterate, iterate.grid(2));
    for (std::size_t i = 0; i < 2; ++i) {
      const FloatImage still(size.width, size.height, 2);
      EXPECT_EQ(getFlow(out, static_cast<int>(i)),
                iterated(made.expansions[i], made.expansions[i + 1], still, 15))
          << size;
    }
  }
}

TEST_P(FlowKernels, SumTheLengthsOfTheLastIteration) {
  for (const Size size : testing::smallSizes) {
    const IterationCase made = iterationCase(size, size, 20.0F);
    const auto expansions = expansionStacks(size, 3);
    for (int i = 0; i < 3; ++i) putExpansion(expansions, i, made.expansions[static_cast<std::size_t>(i)]);
    const auto flow = stack<cuda::Displacement>(size, 2);
    for (int i = 0; i < 2; ++i) putFlow(flow, i, made.flows[static_cast<std::size_t>(i)]);
    const auto sums = stack<long long>({2, 1}, 1);
    fill(sums, 0LL);
    const cuda::IterateFlow<cuda::LevelFlow, cuda::SumFlowLengths> iterate{readOnly(expansions),
                                                                           {.size = 3, .first = 0},
                                                                           {readOnly(flow)},
                                                                           {plane(sums)},
                                                                           {.threads = 96, .rows = 16}};
    run(iterate, iterate.grid(2));
    for (std::size_t i = 0; i < 2; ++i) {
      const FloatImage expected = iterated(made.expansions[i], made.expansions[i + 1], made.flows[i], 15);
      EXPECT_EQ(get(sums, 0).at(static_cast<int>(i), 0), flowLengthSum(expected.view())) << size;
    }
  }
}

TEST_P(FlowKernels, IterateWithAnyOddWindowAsTheReferenceDoes) {
  for (const Size size : {Size{1, 1}, Size{17, 31}, Size{131, 37}}) {
    const IterationCase made = iterationCase(size, size, 20.0F);
    const auto expansions = expansionStacks(size, 3);
    for (int i = 0; i < 3; ++i) putExpansion(expansions, i, made.expansions[static_cast<std::size_t>(i)]);
    const auto flow = stack<cuda::Displacement>(size, 1);
    putFlow(flow, 0, made.flows[0]);
    const auto equations = stack<float>(size, cuda::equationPlanes);
    const auto columns = stack<float>(size, cuda::equationPlanes);
    const auto out = stack<cuda::Displacement>(size, 1);
    const auto sums = stack<long long>({1, 1}, 1);
    for (const int window : {3, 5, 15, 21, 37, 63}) {
      const float scale = 1.0F / static_cast<float>(window * window);
      const cuda::BuildEquations<cuda::LevelFlow> build{
          readOnly(expansions), {.size = 3, .first = 0}, {readOnly(flow)}, equations};
      run(build, build.grid(1));
      const cuda::SumColumns down{readOnly(equations), columns, window};
      run(down, down.grid(1));
      const cuda::SumRowsAndSolve<cuda::KeepFlow> solve{readOnly(columns), {out}, window, scale};
      run(solve, solve.grid(1));
      fill(sums, 0LL);
      const cuda::SumRowsAndSolve<cuda::SumFlowLengths> total{
          readOnly(columns), {plane(sums)}, window, scale};
      run(total, total.grid(1));
      const FloatImage expected = iterated(made.expansions[0], made.expansions[1], made.flows[0], window);
      EXPECT_EQ(getFlow(out, 0), expected) << size << " window " << window;
      EXPECT_EQ(get(sums, 0).at(0, 0), flowLengthSum(expected.view())) << size << " window " << window;
    }
  }
}

GRADEVAULT_ON_EVERY_DEVICE(FlowKernels);

}  // namespace
}  // namespace gradevault
