#include <gtest/gtest.h>

#include "gradevault/engines/cpu.hpp"
#include "gradevault/luma.hpp"
#include "scenes.hpp"

namespace gradevault::precheck {
namespace {

constexpr Size size{160, 120};

class FilePrecheckTest : public testing::Test {
 protected:
  FilePrecheckTest() {
    request.options.profile = Profile::quick;
    request.producer = "test";
    request.source.fileName = "capture.mp4";
    request.source.bytes = 1000;
    request.source.container = "mp4";
    request.source.codec = "h264";
  }
  std::unique_ptr<Precheck> start() {
    auto made = Precheck::start(request, *engine, executor, clock);
    EXPECT_TRUE(made.ok());
    return std::move(*made);
  }
  /// Frames a tenth of a second apart, of these contrasts.
  void push(Precheck& precheck, const std::vector<int>& contrasts) {
    for (std::size_t i = 0; i < contrasts.size(); ++i) {
      const auto pushed = precheck.push(grain(size, contrasts[i]).frame(static_cast<double>(i) / 10));
      ASSERT_TRUE(pushed.ok()) << pushed.error().message;
      EXPECT_FALSE(pushed->has_value()) << "feedback is for live streams";
    }
  }

  PrecheckRequest request;
  std::unique_ptr<Engine> engine = std::move(makeCpuEngine()).value();
  SequentialExecutor executor;
  StoppedClock clock;
};

TEST_F(FilePrecheckTest, GivesAReportThatItsReaderTakes) {
  const auto precheck = start();
  push(*precheck, {40, 60, 60, 60, 60, 60, 60, 80, 60, 60});
  const auto wanted = precheck->wanted();
  ASSERT_TRUE(wanted.ok()) << wanted.error().message;
  EXPECT_TRUE(wanted->empty()) << "pictures were kept on the way";
  const auto report = precheck->finish();
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->stage, ReportStage::precheck);
  EXPECT_EQ(report->frames.count, 10);
  EXPECT_EQ(report->source.pixelFormat, "yuv420p");
  EXPECT_EQ(report->source.lumaSource, LumaSource::yuv);
  EXPECT_EQ(report->source.range, "full");
  EXPECT_NEAR(*report->source.frameRate, 10, 1e-9);
  EXPECT_EQ(report->checks.size(), 8U);
  ASSERT_FALSE(report->goldenFrames.empty());
  EXPECT_EQ(report->goldenFrames[0].frame, 7);
  const auto json = toJson(*report, -1);
  ASSERT_TRUE(json.ok()) << json.error().message;
  EXPECT_TRUE(reportFromJson(*json).ok());
  const auto picture = precheck->goldenPicture(0, 80);
  ASSERT_TRUE(picture.ok());
  EXPECT_EQ(picture->size(), (Size{80, 60}));
}

TEST_F(FilePrecheckTest, AsksForAPictureThatASharperNeighbourPushedOut) {
  const auto precheck = start();
  // Frame 1 gives way to frame 5, frame 5 to frame 9, which is far enough from frame 1.
  push(*precheck, {30, 60, 30, 30, 30, 70, 30, 30, 30, 90, 30});
  const auto wanted = precheck->wanted();
  ASSERT_TRUE(wanted.ok());
  ASSERT_EQ(*wanted, std::vector{1});

  EXPECT_EQ(precheck->finish().error().code, ErrorCode::invalid_argument) << "a picture is missing";
  EXPECT_EQ(precheck->showGolden(3, grain(size, 30).frame(0)).error().code, ErrorCode::invalid_argument);
  const Status other = precheck->showGolden(1, grain(size, 61).frame(0));
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().code, ErrorCode::unreadable_input) << "another picture than was scanned";
  EXPECT_TRUE(precheck->showGolden(1, grain(size, 60).frame(0)).ok());
  EXPECT_TRUE(precheck->wanted()->empty());
  const auto report = precheck->finish();
  ASSERT_TRUE(report.ok()) << report.error().message;
  ASSERT_EQ(report->goldenFrames.size(), 2U);
  EXPECT_EQ(report->goldenFrames[0].frame, 9);
  EXPECT_EQ(report->goldenFrames[1].frame, 1);
}

TEST_F(FilePrecheckTest, RefusesWhatDoesNotGoTogetherAndSaysWhat) {
  const auto precheck = start();
  ASSERT_TRUE(precheck->push(grain(size, 50).frame(5.0)).ok());
  const auto back = precheck->push(grain(size, 50).frame(4.9));
  ASSERT_FALSE(back.ok());
  EXPECT_EQ(back.error().code, ErrorCode::invalid_argument);
  EXPECT_NE(back.error().message.find("order of their times"), std::string::npos) << back.error().message;
  const auto other = precheck->push(grain({80, 60}, 50).frame(5.1));
  ASSERT_FALSE(other.ok());
  EXPECT_NE(other.error().message.find("80x60"), std::string::npos) << other.error().message;
  EXPECT_NE(other.error().message.find("160x120"), std::string::npos);
  PrecheckFrame hollow = grain(size, 50).frame(5.1);
  hollow.picture.planes[1] = nullptr;
  EXPECT_EQ(precheck->push(hollow).error().code, ErrorCode::invalid_argument);
  EXPECT_TRUE(precheck->push(grain(size, 50).frame(5.1)).ok()) << "what was refused left no trace";
  const auto report = precheck->finish();
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->frames.count, 2);
  EXPECT_NEAR(report->frames.time[1], 0.1, 1e-9) << "times count from the first frame";
}

TEST_F(FilePrecheckTest, RefusesCallsOutOfOrder) {
  const auto empty = start();
  EXPECT_EQ(empty->wanted().error().code, ErrorCode::unreadable_input) << "no frame at all";
  const auto precheck = start();
  EXPECT_FALSE(precheck->showGolden(0, grain(size, 50).frame(0)).ok());
  EXPECT_FALSE(precheck->goldenPicture(0, 100).ok());
  push(*precheck, {50, 50, 50});
  ASSERT_TRUE(precheck->wanted().ok());
  EXPECT_EQ(precheck->push(grain(size, 50).frame(1)).error().code, ErrorCode::invalid_argument);
  ASSERT_TRUE(precheck->finish().ok());
  EXPECT_EQ(precheck->finish().error().code, ErrorCode::invalid_argument);
  EXPECT_FALSE(precheck->wanted().ok());
  EXPECT_FALSE(precheck->goldenPicture(99, 100).ok());
}

TEST_F(FilePrecheckTest, AGapTakesTheMotion) {
  const auto precheck = start();
  ASSERT_TRUE(precheck->push(grain(size, 50).frame(0)).ok());
  PrecheckFrame later = grain(size, 50).frame(0.1);
  later.gapBefore = true;
  ASSERT_TRUE(precheck->push(later).ok());
  ASSERT_TRUE(precheck->push(grain(size, 50).frame(0.2)).ok());
  const auto report = precheck->finish();
  ASSERT_TRUE(report.ok());
  EXPECT_FALSE(report->frames.motion[1].has_value());
  EXPECT_TRUE(report->frames.motion[2].has_value());
}

TEST_F(FilePrecheckTest, RgbaIsMarked) {
  const auto precheck = start();
  std::vector<std::uint8_t> rgba(static_cast<std::size_t>(size.width) * size.height * 4, 90);
  PrecheckFrame frame;
  frame.picture.layout = PictureLayout::rgba;
  frame.picture.size = size;
  frame.picture.planes[0] = reinterpret_cast<const std::byte*>(rgba.data());
  frame.picture.strides[0] = size.width * 4;
  for (int i = 0; i < 3; ++i) {
    frame.time = i / 10.0;
    ASSERT_TRUE(precheck->push(frame).ok());
  }
  const auto report = precheck->finish();
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->source.lumaSource, LumaSource::rgba);
  EXPECT_EQ(*report->frames.meanLuma[0], 90.0);
  ASSERT_FALSE(report->notes.empty());
  EXPECT_NE(report->notes[0].find("RGBA"), std::string::npos);
}

TEST_F(FilePrecheckTest, ProfilePreciseAddsTheFullSizeSeries) {
  request.options.profile = Profile::precise;
  request.options.quickLongSide = 80;
  const auto precheck = start();
  push(*precheck, {50, 50, 60, 50});
  const auto report = precheck->finish();
  ASSERT_TRUE(report.ok());
  ASSERT_TRUE(report->frames.precise.has_value());
  EXPECT_EQ(report->frames.precise->sharpness.size(), 4U);
  EXPECT_NE(report->frames.precise->sharpness[0], report->frames.sharpness[0]);
  EXPECT_TRUE(report->frames.precise->motion[1].has_value());
  EXPECT_FALSE(report->defects.has_value());
}

}  // namespace
}  // namespace gradevault::precheck
