#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <thread>
#include <vector>

#include "gradevault/align.hpp"
#include "printed_picture.hpp"

namespace gradevault {
namespace {

constexpr Size size{360, 450};
constexpr Homography truth{1.01, 0.012, -6, -0.008, 0.99, 7, 2e-5, -1.5e-5, 1};

class Repeatability : public testing::Test {
 protected:
  Repeatability()
      : reference_(test::printedPicture(size, 8)),
        frame_(test::seenThrough(reference_, truth, size, {0.9, 5, 3})) {}
  [[nodiscard]] AlignedPictures align() const { return alignTo(reference_, frame_, {}); }

 private:
  RectifiedFrame reference_;
  RectifiedFrame frame_;
};

void expectSame(const AlignedPictures& a, const AlignedPictures& b) {
  ASSERT_TRUE(a.alignment.ok && b.alignment.ok);
  EXPECT_EQ(a.alignment.toReference, b.alignment.toReference);
  EXPECT_EQ(a.alignment.matches, b.alignment.matches);
  EXPECT_EQ(a.alignment.inliers, b.alignment.inliers);
  EXPECT_EQ(a.frame.luma, b.frame.luma);
  EXPECT_EQ(a.frame.rgb, b.frame.rgb);
  EXPECT_EQ(a.frame.valid, b.frame.valid);
}

TEST_F(Repeatability, OneAndFourOpenCvThreadsGiveTheSame) {
  const int before = cv::getNumThreads();
  cv::setNumThreads(1);
  const AlignedPictures one = align();
  cv::setNumThreads(4);
  const AlignedPictures four = align();
  cv::setNumThreads(before);
  expectSame(one, four);
}

TEST_F(Repeatability, SeveralThreadsAtOnceGiveTheSame) {
  const AlignedPictures alone = align();
  std::vector<AlignedPictures> results(4);
  std::vector<std::thread> threads;
  for (auto& result : results) threads.emplace_back([&] { result = align(); });
  for (auto& thread : threads) thread.join();
  for (const auto& result : results) expectSame(alone, result);
}

TEST_F(Repeatability, TheStateOfOpenCvsRandomGeneratorDoesNotMatterNorChange) {
  cv::setRNGSeed(1);
  const AlignedPictures first = align();
  cv::setRNGSeed(12345);
  const auto state = cv::theRNG().state;
  const AlignedPictures second = align();
  EXPECT_EQ(cv::theRNG().state, state);
  expectSame(first, second);
}

}  // namespace
}  // namespace gradevault
