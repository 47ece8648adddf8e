#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <iostream>
#include <utility>
#include <vector>

#include "film.hpp"
#include "flow_outputs.hpp"
#include "gradevault/luma.hpp"
#include "gradevault/media/video_reader.hpp"
#include "middlebury.hpp"
#include "pictures/pictures.hpp"
#include "stock_flow.hpp"

namespace gradevault {
namespace {

using testing::FlowPair;

/// Two frames of which the second follows the first; `number` is the first one's.
struct Neighbours {
  int number;
  GrayImage before;
  GrayImage now;
};

constexpr int firstPair = 2;
constexpr int pairStep = 40;

/// A pair near the beginning and every `pairStep` frames on, as the scan has them: lost frames count as none.
std::vector<Neighbours> pairsOf(media::VideoReader& reader) {
  std::vector<Neighbours> pairs;
  GrayImage before;
  for (;;) {
    Result<std::optional<media::LumaFrame>> frame = reader.next();
    if (!frame.ok() || !frame.value()) return pairs;
    const bool usable = !frame.value()->lost && !frame.value()->gapBefore;
    const int number = frame.value()->index - 1;
    if (usable && !before.empty() && number >= firstPair && (number - firstPair) % pairStep == 0) {
      pairs.push_back({number, before, frame.value()->luma});
    }
    before = usable ? std::move(frame.value()->luma) : GrayImage();
  }
}

/// How far a flow is from stock OpenCV's.
struct Distance {
  double mean = 0;      ///< px
  double farShare = 0;  ///< of the pixels: more than 0.1 px away
};

Distance distanceBetween(FloatView own, FloatView stock) {
  Distance distance{.mean = testing::meanEndPointDifference(own, stock)};
  std::int64_t far = 0;
  for (int y = 0; y < own.height(); ++y) {
    for (int x = 0; x < own.width(); ++x) {
      far += std::hypot(own.at(x, y, 0) - stock.at(x, y, 0), own.at(x, y, 1) - stock.at(x, y, 1)) > 0.1F;
    }
  }
  distance.farShare = static_cast<double>(far) / static_cast<double>(own.pixels());
  return distance;
}

/// Whether there is a flow to agree on. Where the contents are replaced or moved farther than the pyramid can
/// follow, a few pixels come out anywhere, in stock OpenCV's flow and in ours
/// (docs/decisions/0002-engines-and-flow.md).
enum class Content { follows, leaps };

/// Compares every engine's flow of one pair: bits with the reference, pixels with stock OpenCV.
double expectTheFlow(const GrayImage& before, const GrayImage& now, Content content, const std::string& who) {
  SequentialExecutor executor;
  const testing::FlowOutputs expected = testing::referenceFlow(before.view(), now.view(), {});
  for (const cpu::Kernels* kernels : cpu::availableKernels()) {
    const testing::FlowOutputs got = testing::cpuFlow(*kernels, before.view(), now.view(), {}, executor);
    EXPECT_EQ(got.before, expected.before) << who << ' ' << kernels->isa;
    EXPECT_EQ(got.flow, expected.flow) << who << ' ' << kernels->isa;
    EXPECT_EQ(got.lengthSum, expected.lengthSum) << who << ' ' << kernels->isa;
  }
  const Distance distance = distanceBetween(expected.flow.view(), testing::stockFlow(before, now).view());
  if (content == Content::follows) {
    EXPECT_LE(distance.mean, 0.02) << who;
  }
  EXPECT_LE(distance.farShare, 0.1) << who;
  return distance.mean;
}

/// A clip of digits that are replaced on a flat page, and one that is panned fast.
Content contentOf(const std::string& file) {
  return file == "mb_frames.webm" || file == "ax_hdr10-av1.mp4" ? Content::leaps : Content::follows;
}

TEST(CapturedFlow, OfRealPairsIsTheReferencesBitForBitAndWithinATwoHundredthOfAPixelOfStockOpenCv) {
  const std::filesystem::path data = testing::testData();
  if (!std::filesystem::exists(data / "video_item")) {
    GTEST_SKIP() << "no videos in " << data << "; set GRADEVAULT_TEST_DATA";
  }
  int pairs = 0;
  for (const char* folder : {"decoder", "video_item"}) {
    for (const auto& file : std::filesystem::directory_iterator(data / folder)) {
      Result<std::unique_ptr<media::VideoReader>> reader = media::VideoReader::open(file.path());
      if (!reader.ok()) continue;
      double worst = 0;
      int seen = 0;
      for (const auto& [number, before, now] : pairsOf(*reader.value())) {
        // The quick luma, as every scan has it.
        const int factor = quickFactor(before.size());
        const std::string who = file.path().filename().string() + ", frame " + std::to_string(number);
        worst = std::max(worst,
                         expectTheFlow(averagedDown(before.view(), factor), averagedDown(now.view(), factor),
                                       contentOf(file.path().filename().string()), who));
        ++seen;
      }
      if (seen > 0)
        std::cout << file.path().filename().string() << ": " << seen << " pairs, at most " << worst
                  << " px\n";
      pairs += seen;
    }
  }
  EXPECT_GE(pairs, 30);
}

TEST(CapturedFlow, OfMiddleburysPairsIsTheReferencesBitForBit) {
  for (const char* name : {"RubberWhale", "Venus", "Grove2"}) {
    const std::optional<FlowPair> pair = testing::middleburyPair(name);
    if (!pair)
      GTEST_SKIP() << "no pair " << name << " in " << testing::testData() / "flow"
                   << "; set GRADEVAULT_TEST_DATA";
    expectTheFlow(pair->before, pair->now, Content::follows, name);
  }
}

TEST(CapturedFlow, OfGeneratedCapturesIsWithinATwoHundredthOfAPixelOfStockOpenCv) {
  using namespace film;
  constexpr double mostFollowed = 10;  // px a frame
  int followed = 0;
  for (const ItemKind item : {ItemKind::comic, ItemKind::card, ItemKind::toy}) {
    for (const Table table : {Table::plain, Table::textured}) {
      FilmOptions options;
      options.seed = 81;
      options.size = {640, 360};
      options.seconds = 1;
      options.item = item;
      options.table = table;
      Film film(options);
      FilmFrame frame;
      GrayImage before;
      double worst = 0;
      for (int i = 0; film.next(frame); ++i) {
        const cv::Mat& plane = frame.luma;
        GrayImage now(plane.cols, plane.rows);
        lumaFrom8Bit({plane.data, plane.cols, plane.rows, static_cast<std::ptrdiff_t>(plane.step)},
                     LumaRange::limited, now.view());
        const std::string who =
            std::string(nameOf(item)) + ", " + nameOf(table) + ", frame " + std::to_string(i);
        const bool leaps = film.truth().back().motion.value_or(0) > mostFollowed;
        if (i % 6 == 5) {
          worst = std::max(worst, expectTheFlow(before, now, leaps ? Content::leaps : Content::follows, who));
          followed += !leaps;
        }
        before = std::move(now);
      }
      std::cout << nameOf(item) << ", " << nameOf(table) << " table: at most " << worst << " px\n";
    }
  }
  std::cout << followed << " pairs with at most " << mostFollowed << " px of motion\n";
  EXPECT_GE(followed, 15);
}

}  // namespace
}  // namespace gradevault
