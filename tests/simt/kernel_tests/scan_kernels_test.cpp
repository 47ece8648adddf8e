#include <algorithm>
#include <numeric>
#include <tuple>

#include "gradevault/luma.hpp"
#include "kernel_test.hpp"
#include "scan/exposure.hpp"
#include "scan/glare.hpp"
#include "scan/sharpness.hpp"

namespace gradevault {
namespace {

std::vector<GrayImage> picturesOf(Size size) {
  return {testing::noise(size, 61), testing::waves(size), testing::constant(size, 0),
          testing::constant(size, 255)};
}

class ScanKernels : public testing::KernelTest {
 protected:
  [[nodiscard]] cuda::Stack<unsigned char> lumaStack(const std::vector<GrayImage>& frames) {
    const auto luma = stack<unsigned char>(frames[0].size(), static_cast<int>(frames.size()));
    for (std::size_t i = 0; i < frames.size(); ++i) put(luma, static_cast<int>(i), frames[i]);
    return luma;
  }
};

TEST_P(ScanKernels, AverageDownAsTheCoreDoes) {
  for (const Size size : testing::smallSizes) {
    const std::vector<GrayImage> frames = picturesOf(size);
    const auto luma = lumaStack(frames);
    for (const int factor : {2, 3, 7, 40}) {
      const auto quick = stack<unsigned char>(averagedSize(size, factor), 4);
      const cuda::AverageLuma average{readOnly(luma), quick, std::min(factor, size.width),
                                      std::min(factor, size.height)};
      run(average, average.grid(4));
      for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(get(quick, i), averagedDown(frames[static_cast<std::size_t>(i)].view(), factor))
            << size << factor;
      }
    }
  }
}

TEST_P(ScanKernels, SumTheLaplacianAsTheDefinitionDoes) {
  for (const Size size : testing::smallSizes) {
    const std::vector<GrayImage> frames = picturesOf(size);
    const auto sums = stack<long long>({4, 2}, 1);
    fill(sums, 0LL);
    const cuda::Plane<long long> squares{sums.data + sums.stride, 4, 1, sums.stride};
    const cuda::SumLaplacian sum{readOnly(lumaStack(frames)), plane(sums), squares};
    run(sum, sum.grid(4));
    const Image<long long> got = get(sums, 0);
    for (int i = 0; i < 4; ++i) {
      const LaplacianSums expected = laplacianSums(frames[static_cast<std::size_t>(i)].view());
      EXPECT_EQ(got.at(i, 0), expected.sum) << size;
      EXPECT_EQ(got.at(i, 1), expected.squares) << size;
    }
  }
}

TEST_P(ScanKernels, CountEveryLuma) {
  for (const Size size : testing::smallSizes) {
    const std::vector<GrayImage> frames = picturesOf(size);
    const auto counts = stack<unsigned>({256, 4}, 1);
    fill(counts, 0U);
    const cuda::CountLuma count{readOnly(lumaStack(frames)), plane(counts)};
    run(count, count.grid(4));
    const Image<unsigned> got = get(counts, 0);
    for (int i = 0; i < 4; ++i) {
      Image<unsigned> expected(256, 1);
      for (const std::uint8_t value : frames[static_cast<std::size_t>(i)].pixels()) ++expected.at(value, 0);
      for (int value = 0; value < 256; ++value) EXPECT_EQ(got.at(value, i), expected.at(value, 0)) << size;
    }
  }
}

/// A spiral of one pixel's width, joined to itself only at its ends: the longest paths that labels can take.
GrayImage spiral(Size size) {
  GrayImage picture(size.width, size.height);
  int left = 0, top = 0, right = size.width - 1, bottom = size.height - 1;
  while (left <= right && top <= bottom) {
    for (int x = std::max(left - 1, 0); x <= right; ++x) picture.at(x, top) = 255;
    for (int y = top; y <= bottom; ++y) picture.at(right, y) = 255;
    for (int x = left; x <= right; ++x) picture.at(x, bottom) = 255;
    for (int y = top + 2; y <= bottom; ++y) picture.at(left, y) = 255;
    left += 2, top += 2, right -= 2, bottom -= 2;
  }
  return picture;
}

/// Diagonals that touch at corners only, and a comb whose teeth meet at the bottom row.
GrayImage diagonalsAndComb(Size size) {
  GrayImage picture(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const bool diagonal = x < size.width / 2 && (x + y) % 5 == 0;
      const bool comb = x >= size.width / 2 + 2 && (x % 2 == 0 || y == size.height - 1);
      if (diagonal || comb) picture.at(x, y) = 254;
    }
  }
  return picture;
}

std::vector<SaturatedBlob> sorted(std::vector<SaturatedBlob> blobs) {
  std::ranges::sort(blobs, {}, [](const SaturatedBlob& blob) {
    return std::tuple(blob.pixels, blob.box.y, blob.box.x, blob.box.height, blob.box.width);
  });
  return blobs;
}

TEST_P(ScanKernels, FindTheSaturatedAreasOfTheDefinition) {
  for (const Size size : testing::smallSizes) {
    std::vector<GrayImage> frames = picturesOf(size);
    frames.push_back(spiral(size));
    frames.push_back(diagonalsAndComb(size));
    const int count = static_cast<int>(frames.size());
    const auto luma = lumaStack(frames);
    const auto labels = stack<int>(size, count);
    const auto blobs = stack<int>(size, count * cuda::blobPlanes);
    const auto counts = stack<int>({count, 1}, 1);
    const auto list = stack<int>({cuda::blobPlanes, size.width * size.height}, count);
    for (const auto& [level, least] : {std::pair{1, 1}, {128, 1}, {200, 4}, {250, 1}}) {
      {
        fill(counts, 0);
        const cuda::StartLabels<unsigned char> start{readOnly(luma), labels, level};
        run(start, start.grid(count));
        const cuda::JoinLabels join{labels};
        run(join, join.grid(count));
        const cuda::StartBlobs ready{blobs};
        run(ready, ready.grid(count));
        const cuda::MeasureBlobs measure{labels, blobs};
        run(measure, measure.grid(count));
        const cuda::CollectBlobs collect{readOnly(labels), readOnly(blobs), plane(counts), list, least};
        run(collect, collect.grid(count));
        for (int i = 0; i < count; ++i) {
          std::vector<SaturatedBlob> expected =
              saturatedBlobs(frames[static_cast<std::size_t>(i)].view(), level);
          std::erase_if(expected, [&](const SaturatedBlob& blob) { return blob.pixels < least; });
          const Image<int> rows = get(list, i);
          std::vector<SaturatedBlob> got;
          for (int blob = 0; blob < get(counts, 0).at(i, 0); ++blob) {
            const int* at = rows.view().row(blob);
            got.push_back(
                {.pixels = at[cuda::blobPixels],
                 .box = {at[cuda::blobLeft], at[cuda::blobTop], at[cuda::blobRight] - at[cuda::blobLeft] + 1,
                         at[cuda::blobBottom] - at[cuda::blobTop] + 1}});
          }
          EXPECT_EQ(sorted(got), sorted(expected)) << size << " picture " << i << " level " << level;
        }
      }
    }
  }
}

GRADEVAULT_ON_EVERY_DEVICE(ScanKernels);

}  // namespace
}  // namespace gradevault
