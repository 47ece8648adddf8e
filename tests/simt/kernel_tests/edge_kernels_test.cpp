#include "canny.hpp"
#include "kernel_test.hpp"
#include "reference_edges.hpp"

namespace gradevault {
namespace {

/// Few levels, so that neighbouring magnitudes are often equal and every tie of the suppression is met.
GrayImage coarseNoise(Size size, unsigned seed) {
  GrayImage picture = testing::noise(size, seed);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x)
      picture.at(x, y) = static_cast<std::uint8_t>(picture.at(x, y) / 86 * 40);
  }
  return picture;
}

/// A faint step that wanders, with one strong pixel: a long chain that only hysteresis keeps.
GrayImage faintChain(Size size) {
  GrayImage picture = testing::constant(size, 100);
  for (int x = 0; x < size.width; ++x) {
    for (int y = size.height / 2 + (x * x) % 7 - 3; y < size.height; ++y) {
      if (y >= 0) picture.at(x, y) = 112;
    }
  }
  picture.at(size.width / 8, size.height / 2) = 255;
  return picture;
}

class EdgeKernels : public testing::KernelTest {};

TEST_P(EdgeKernels, MeasureTheLayersOfTheReference) {
  const auto reference = makeReferenceEdges();
  for (const Size size : testing::smallSizes) {
    const std::vector<GrayImage> frames{testing::noise(size, 31), testing::waves(size), coarseNoise(size, 22),
                                        faintChain(size)};
    const int count = static_cast<int>(frames.size());
    const auto luma = stack<unsigned char>(size, count);
    for (int i = 0; i < count; ++i) put(luma, i, frames[static_cast<std::size_t>(i)]);
    const auto laplacian = stack<unsigned short>(size, count);
    const auto gradient = stack<int>(size, count);
    const auto deviation = stack<int>(size, count);
    const auto ridges = stack<unsigned short>(size, count);
    const auto labels = stack<int>(size, count);
    const auto strong = stack<int>(size, count);
    const auto canny = stack<unsigned char>(size, count);
    const cuda::MeasureNeighbourhoods measure{readOnly(luma), laplacian, gradient, deviation};
    run(measure, measure.grid(count));
    const cuda::FindRidges find{readOnly(luma), ridges};
    run(find, find.grid(count));
    bool first = true;
    for (const auto& [low, high, hundredths] : {std::tuple{15, 60, 50}, {30, 100, 35}, {50, 150, 15}}) {
      fill(strong, 0);
      const cuda::StartLabels<unsigned short> start{readOnly(ridges), labels, low + 1};
      run(start, start.grid(count));
      const cuda::JoinLabels join{labels};
      run(join, join.grid(count));
      const cuda::MarkStrongAreas mark{readOnly(ridges), labels, strong, high};
      run(mark, mark.grid(count));
      const cuda::AddEdges add{labels, readOnly(strong), canny, hundredths, first};
      run(add, add.grid(count));
      first = false;
    }
    for (int i = 0; i < count; ++i) {
      const GrayView frame = frames[static_cast<std::size_t>(i)].view();
      const EdgeLayers expected = reference->layers(frame);
      EXPECT_EQ(get(ridges, i), gradientRidges(frame)) << size << " picture " << i;
      EXPECT_EQ(get(canny, i), expected.canny) << size << " picture " << i;
      EXPECT_EQ(get(laplacian, i), expected.laplacian) << size << " picture " << i;
      EXPECT_EQ(get(gradient, i), expected.gradient) << size << " picture " << i;
      EXPECT_EQ(get(deviation, i), expected.deviation) << size << " picture " << i;
    }
  }
}

TEST_P(EdgeKernels, CloseMasksAsTheReferenceDoes) {
  const auto reference = makeReferenceEdges();
  for (const Size size : testing::smallSizes) {
    for (const unsigned share : {16U, 128U, 240U}) {
      GrayImage picture = testing::noise(size, share);
      for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) picture.at(x, y) = picture.at(x, y) < share ? 255 : 0;
      }
      const auto mask = stack<unsigned char>(size, 1);
      const auto closed = stack<unsigned char>(size, 1);
      put(mask, 0, picture);
      const cuda::CloseMask close{readOnly(mask), closed};
      run(close, close.grid(1));
      EXPECT_EQ(get(closed, 0), reference->closed(picture.view())) << size;
    }
  }
}

GRADEVAULT_ON_EVERY_DEVICE(EdgeKernels);

}  // namespace
}  // namespace gradevault
