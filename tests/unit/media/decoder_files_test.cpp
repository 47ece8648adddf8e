#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "reading.hpp"

namespace gradevault::media {
namespace {

// docs/media.md explains each count that differs from the one in the manifest of the data.
struct Expected {
  const char* file;
  int frames;         ///< 0: refused
  const char* facts;  ///< container, codec, pixel format; or part of the refusal
  int lost = 0;
  int gaps = 0;
};

class DecoderFile : public testing::TestWithParam<Expected> {};

TEST_P(DecoderFile, GivesTheRecordedFramesOrOneClearError) {
  const auto folder = testData();
  if (!folder) GTEST_SKIP() << "no test data; set GRADEVAULT_TEST_DATA to its folder";
  const Expected& expected = GetParam();
  const std::filesystem::path path = *folder / expected.file;
  WholeCapture capture = readWhole(path);
  if (expected.frames == 0) {
    ASSERT_TRUE(capture.error.has_value());
    EXPECT_TRUE(capture.frames.empty());
    EXPECT_EQ(capture.error->code, ErrorCode::unreadable_input);
    EXPECT_TRUE(capture.error->message.starts_with(path.string() + ": ")) << capture.error->message;
    EXPECT_NE(capture.error->message.find(expected.facts), std::string::npos) << capture.error->message;
    return;
  }
  ASSERT_FALSE(capture.error) << capture.error->message;
  const VideoFacts& facts = capture.reader->facts();
  EXPECT_EQ(facts.container + " " + facts.codec + " " + facts.pixelFormat, expected.facts);
  EXPECT_EQ(capture.frames.size(), static_cast<std::size_t>(expected.frames));
  EXPECT_EQ(lostFrames(capture), expected.lost);
  int gaps = 0;
  for (std::size_t i = 0; i < capture.frames.size(); ++i) {
    EXPECT_EQ(capture.frames[i].index, static_cast<int>(i));
    EXPECT_EQ(capture.frames[i].luma.size(), facts.coded);
    if (i > 0) {
      EXPECT_GT(capture.frames[i].time, capture.frames[i - 1].time);
    }
    gaps += capture.frames[i].gapBefore ? 1 : 0;
  }
  EXPECT_EQ(gaps, expected.gaps);
  EXPECT_GE(capture.reader->brokenPackets(), expected.gaps);
  const int step = std::max(1, expected.frames / 2);
  EXPECT_EQ(differingInColor(capture, everyFrame(capture, step)), std::vector<int>());
}

constexpr const char* list = "GradeVault reads";

INSTANTIATE_TEST_SUITE_P(
    Media, DecoderFile,
    testing::Values(
        Expected{"decoder/ax_audio_only.3gp", 0, "no video track (only audio: amr_nb)"},
        Expected{"decoder/ax_bbb_800x640_768kbps_30fps_avc_2b_firstpts_10_sec.mp4", 120, "mp4 h264 yuv420p"},
        Expected{"decoder/ax_bear-vp9-odd-dimensions.webm", 30, "webm vp9 yuv420p"},
        Expected{"decoder/ax_hdr10-av1.mp4", 127, "mp4 av1 yuv420p10le"},
        Expected{"decoder/ax_hlg10-color-test.mp4", 9, "mp4 hevc yuv420p10le"},
        Expected{"decoder/ax_large_length.avi", 58, "avi h264 yuv420p"},
        Expected{"decoder/ax_motionphoto.jpg", 0, "still picture (jpeg)"},
        Expected{"decoder/ax_roadtrip-vp92-10bit.webm", 72, "mkv vp9 yuv420p10le"},
        Expected{"decoder/ax_sample.mp4", 30, "mp4 h264 yuv420p"},
        Expected{"decoder/ax_sample_empty_track.mp4", 30, "mp4 h264 yuv420p"},
        Expected{"decoder/ax_sample_malformed_free_box.mp4", 0, "index (moov) is missing"},
        Expected{"decoder/ax_sample_mdat_too_long.mp4", 30, "mp4 h264 yuv420p"},
        Expected{"decoder/ax_sample_vvc.mp4", 0, list},
        Expected{"decoder/ax_sample_with_invalid_nalu.mp4", 29, "mp4 h264 yuv420p", 0, 1},
        Expected{"decoder/ax_still.heic", 0, "still picture (heic)"},
        Expected{"decoder/dc_corrupted.mp4", 49, "mp4 h264 yuv420p", 1, 1},
        Expected{"decoder/dc_video_0.mov", 3, "mov h264 yuv420p"},
        Expected{"decoder/dc_video_180.mov", 3, "mov h264 yuv420p"},
        Expected{"decoder/ev_init_truncated.mp4", 0, "holds no track"},
        Expected{"decoder/made_png_named.mp4", 0, "still picture (png)"},
        Expected{"decoder/made_truncated_half.mp4", 0, "index (moov) is missing"},
        Expected{"decoder/made_zero_length.mp4", 0, "is empty"},
        Expected{"decoder/mb_annex-b.mp4", 6, "mp4 h264 yuv420p", 1},
        Expected{"decoder/mb_frames.webm", 100, "webm vp9 yuv420p"},
        Expected{"decoder/mz_bipbop_nonfragment_header.mp4", 0, "without a single picture"},
        Expected{"decoder/mz_chunk_out_of_range.mp4", 0, "is a damaged mp4 file"},
        Expected{"decoder/ocv_big_buck_bunny.mov", 0, "MPEG-4 part 2 video (mpeg4); GradeVault reads"},
        Expected{"decoder/ocv_big_buck_bunny.mp4", 0, "MPEG-4 part 2 video (mpeg4); GradeVault reads"},
        Expected{"decoder/ocv_big_buck_bunny.mpg", 0, "is MPEG-PS"},
        Expected{"decoder/ocv_big_buck_bunny.wmv", 0, "is ASF"}, Expected{"decoder/sm_Mpeg4.mp4", 0, "no"},
        Expected{"decoder/sm_jpeg.jpg", 0, "not a video"},
        Expected{"decoder/sm_png-truncated.png", 0, "still picture (png)"},
        Expected{"decoder/sm_webm.webm", 1, "webm vp8 yuv420p"},
        Expected{"decoder/tc_av1_video.mkv", 125, "mkv av1 yuv420p"},
        Expected{"decoder/tc_h265_10bits.mp4", 30, "mp4 hevc yuv420p10le"},
        Expected{"video_item/boofcv_random_dots.mp4", 294, "mp4 h264 yuv444p"},
        Expected{"video_item/visp_bruegel.mp4", 62, "mp4 h264 yuv444p"},
        Expected{"video_item/visp_postcard_a.mp4", 161, "mp4 h264 yuv444p"}),
    [](const auto& given) {
      std::string name = given.param.file;
      for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
      return name;
    });

TEST(SharedFiles, AreTurnedAsTheirContainerSays) {
  const auto folder = testData();
  if (!folder) GTEST_SKIP() << "no test data; set GRADEVAULT_TEST_DATA to its folder";
  EXPECT_EQ(readWhole(*folder / "decoder/dc_video_0.mov").reader->facts().rotation, Rotation::none);
  EXPECT_EQ(readWhole(*folder / "decoder/dc_video_180.mov").reader->facts().rotation, Rotation::cw180);
}

TEST(SharedFiles, AreMarkedAsHighDynamicRange) {
  const auto folder = testData();
  if (!folder) GTEST_SKIP() << "no test data; set GRADEVAULT_TEST_DATA to its folder";
  EXPECT_EQ((*VideoReader::open(*folder / "decoder/ax_hdr10-av1.mp4"))->facts().transfer, Transfer::pq);
  WholeCapture hlg = readWhole(*folder / "decoder/ax_hlg10-color-test.mp4");
  EXPECT_EQ(hlg.reader->facts().transfer, Transfer::hlg);
  const auto colors = hlg.reader->readColor(std::vector{4});
  ASSERT_TRUE(colors.ok());
  EXPECT_TRUE(colors->front().display.has_value());
}

}  // namespace
}  // namespace gradevault::media
