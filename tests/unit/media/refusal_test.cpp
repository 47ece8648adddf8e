#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "demuxer.hpp"
#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::media {
namespace {

class Refusal : public testing::Test {
 protected:
  TestFolder folder;

  static void expect(const std::filesystem::path& path, const std::string& reason) {
    const WholeCapture capture = readWhole(path);
    ASSERT_TRUE(capture.error.has_value()) << path;
    EXPECT_TRUE(capture.frames.empty());
    EXPECT_EQ(capture.error->code, ErrorCode::unreadable_input);
    const std::string& message = capture.error->message;
    EXPECT_TRUE(message.starts_with(path.string() + ": ")) << message;
    EXPECT_NE(message.find(reason), std::string::npos) << message << "\nshould say: " << reason;
    EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  }
  std::filesystem::path file(const std::string& name, const std::string& bytes) {
    writeBytes(folder / name, bytes);
    return folder / name;
  }
};

TEST_F(Refusal, NamesWhatIsNoReadableFile) {
  expect(folder / "absent.mp4", "no such file");
  std::filesystem::create_directory(folder / "folder.mp4");
  expect(folder / "folder.mp4", "is a folder");
  expect(file("empty.mp4", ""), "is empty");
  ASSERT_EQ(mkfifo((folder / "pipe.mp4").c_str(), 0600), 0);
  expect(folder / "pipe.mp4", "not a regular file");
  expect("/dev/zero", "not a regular file");
}

TEST_F(Refusal, NamesMissingPermission) {
  if (geteuid() == 0) GTEST_SKIP() << "the superuser may read everything";
  const std::filesystem::path path = file("secret.mp4", "x");
  ASSERT_EQ(chmod(path.c_str(), 0), 0);
  expect(path, "no permission");
}

TEST_F(Refusal, NamesWhatIsNoVideo) {
  expect(file("text.mp4", "Dear diary, today I filmed a comic.\n"), "not a video");
  expect(file("noise.mp4", std::string(5000, '\x5a')), "not a video");
  expect(file("picture.mp4", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x8\0\0\0\0", 29)),
         "still picture (png)");
  expect(file("photo.mp4", std::string("\0\0\0\x18"
                                       "ftypheic\0\0\0\0heicmif1",
                                       24) +
                               std::string(200, '\0')),
         "still picture (heic)");
  std::string wave("RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x40\x1f\0\0\1\0\x8\0data\x64\0\0\0",
                   44);
  expect(file("sound.mp4", wave + std::string(100, '\x80')), "is WAV");
}

TEST_F(Refusal, NamesWhatIsCutOff) {
  ASSERT_FALSE(writeVideo(folder / "whole.mp4", {}));
  const std::string whole = bytesOf(folder / "whole.mp4");
  const std::size_t index = whole.find("moov");
  ASSERT_NE(index, std::string::npos);
  expect(file("cut.mp4", whole.substr(0, index - 4)), "its index (moov) is missing");
  expect(file("start.mp4", whole.substr(0, 40)), "its index (moov) is missing");
}

TEST_F(Refusal, NamesAVideoWithoutPictures) {
  TestVideo video;
  video.frames = 0;
  video.containerOptions = {{"movflags", "empty_moov+frag_keyframe"}};
  ASSERT_FALSE(writeVideo(folder / "none.mp4", video));
  expect(folder / "none.mp4", "without a single picture");
  video.containerOptions.clear();
  ASSERT_FALSE(writeVideo(folder / "none.avi", video));
  expect(folder / "none.avi", "without a single picture");
  ASSERT_FALSE(writeVideo(folder / "none.mov", video));
  expect(folder / "none.mov", "holds no track");
}

TEST_F(Refusal, NamesACodecThatIsNotRead) {
  TestVideo video;
  video.encoder = "mpeg4";
  ASSERT_FALSE(writeVideo(folder / "old.mp4", video));
  expect(folder / "old.mp4",
         "contains MPEG-4 part 2 video (mpeg4); GradeVault reads H.264, HEVC, VP8, VP9, AV1");
  video.encoder = "ffv1";
  ASSERT_FALSE(writeVideo(folder / "archive.mkv", video));
  expect(folder / "archive.mkv", "(ffv1)");
}

TEST_F(Refusal, NamesAContainerThatIsNotRead) {
  for (const char* name : {"stream.ts", "stream.mpg", "stream.flv"}) {
    TestVideo video;
    video.encoder = std::string(name).ends_with("mpg") ? "mpeg1video" : "libx264";
    if (const auto obstacle = writeVideo(folder / name, video)) GTEST_SKIP() << *obstacle;
    expect(folder / name, "GradeVault reads");
  }
}

TEST_F(Refusal, NamesRgbPictures) {
  TestVideo video;
  video.encoder = "libx264rgb";
  video.pixelFormat = "bgr24";
  video.frames = 2;
  const auto grey = [](int, AVFrame& frame) {
    for (int y = 0; y < frame.height; ++y) {
      for (int x = 0; x < 3 * frame.width; ++x) frame.data[0][y * frame.linesize[0] + x] = 90;
    }
  };
  if (const auto obstacle = writeVideo(folder / "screen.mp4", video, grey)) GTEST_SKIP() << *obstacle;
  expect(folder / "screen.mp4", "holds RGB pictures (gbrp)");
}

TEST_F(Refusal, StaysOnOneLineWhateverTheFileIsCalled) {
  const WholeCapture capture = readWhole(folder / "two\nlines\x1b[31m.mp4");
  ASSERT_TRUE(capture.error.has_value());
  EXPECT_EQ(capture.error->message.find_first_of("\n\x1b"), std::string::npos);
  EXPECT_NE(capture.error->message.find("two?lines?[31m.mp4"), std::string::npos) << capture.error->message;
}

// FFmpeg asks this hook for every further file, whatever a capture (reference movie, playlist) names.
TEST_F(Refusal, MeetsEveryFurtherFileThatACaptureRefersTo) {
  const std::filesystem::path path = folder / "capture.mov";
  ASSERT_FALSE(writeVideo(path, {}));
  const auto capture = CaptureFile::open(path, 1 << 20);
  ASSERT_TRUE(capture.ok());
  const auto demuxer = Demuxer::open(*capture, {});
  ASSERT_TRUE(demuxer.ok());
  auto* format = const_cast<AVFormatContext*>(&(*demuxer)->format());
  for (const std::string& other :
       {path.string(), "file:" + path.string(), std::string("http://127.0.0.1/a.mov")}) {
    AVIOContext* io = nullptr;
    EXPECT_EQ(format->io_open(format, &io, other.c_str(), AVIO_FLAG_READ, nullptr), AVERROR(EPERM)) << other;
    EXPECT_EQ(io, nullptr);
  }
}

}  // namespace
}  // namespace gradevault::media
