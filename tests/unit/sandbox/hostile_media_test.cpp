// Mutated captures of every codec and container through the sandboxed decoder. GRADEVAULT_TEST_SCALE (quick,
// default, full) says how many, GRADEVAULT_TEST_SEED which.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>

#include "both_ways.hpp"
#include "mutation.hpp"
#include "reading.hpp"
#include "test_video.hpp"

namespace gradevault::sandbox {
namespace {

using media::bytesOf;
using media::TestFolder;
using media::TestVideo;
using media::writeBytes;
using media::writeVideo;

struct Original {
  std::string name;
  std::string bytes;
};

std::string setting(const char* name, const char* otherwise) {
  const char* given = std::getenv(name);
  return given != nullptr ? given : otherwise;
}

int mutants() {
  const std::string scale = setting("GRADEVAULT_TEST_SCALE", "default");
  return scale == "quick" ? 20 : scale == "full" ? 600 : 60;
}

std::vector<Original> originals(const TestFolder& folder) {
  struct Kind {
    const char* encoder;
    const char* container;
    const char* pixelFormat = "yuv420p";
    int width = 64;
  };
  constexpr int wide = media::smallestX265Width;
  std::vector<Original> made;
  for (const Kind& kind :
       {Kind{"libx264", "mp4"}, Kind{"libx264", "mov"}, Kind{"libx264", "mkv"}, Kind{"libx264", "avi"},
        Kind{"libx264", "mp4", "yuv420p10le"}, Kind{"libx265", "mp4", "yuv420p", wide},
        Kind{"libx265", "mkv", "yuv420p10le", wide}, Kind{"libvpx", "webm"}, Kind{"libvpx", "avi"},
        Kind{"libvpx-vp9", "webm"}, Kind{"libvpx-vp9", "mp4"}, Kind{"libaom-av1", "mkv"},
        Kind{"libaom-av1", "mp4"}, Kind{"mjpeg", "mov", "yuvj422p"}, Kind{"mjpeg", "avi", "yuvj420p"}}) {
    TestVideo video{
        .encoder = kind.encoder, .width = kind.width, .pixelFormat = kind.pixelFormat, .frames = 20};
    if (video.encoder.starts_with("libx26")) video.bFrames = 2;
    const std::string name = "original." + std::string(kind.container);
    if (writeVideo(folder / name, video)) continue;  // this FFmpeg cannot
    made.push_back({std::string(kind.encoder) + "." + kind.container, bytesOf(folder / name)});
  }
  return made;
}

std::string_view word(Ending ending) {
  switch (ending) {
    case Ending::signal:
      return "ended: signal";
    case Ending::sandbox:
      return "ended: sandbox";
    case Ending::memory:
      return "ended: memory";
    case Ending::time:
      return "ended: time";
    case Ending::killed:
      return "ended: killed";
  }
  return "";
}

/// What came of one file, as it is counted.
std::string fate(const std::filesystem::path& path) {
  SandboxSettings settings = testDecoder();
  settings.memory = std::int64_t{2} << 30;
  settings.cpuSeconds = 60;
  settings.callDeadline = 60;
  std::optional<Ending> ending;
  const Transcript heard =
      transcript(openSandboxed(path, {.maxFrames = 2000}, 2, settings, [&](Ending how) { ending = how; }));
  if (ending) {
    for (const std::string& error : heard.errors) std::printf("  %s\n", error.c_str());
    return std::string(word(*ending));
  }
  for (const std::string& error : heard.errors) {
    EXPECT_NE(error.find(path.string() + ": "), std::string::npos) << error;
  }
  if (!heard.facts) return "refused";
  return heard.errors.empty() ? "read to its end" : "read in part, then an error";
}

TEST(HostileMedia, EndsByAResultAClearErrorOrALimit) {
  const TestFolder folder;
  const std::vector<Original> files = originals(folder);
  ASSERT_GE(files.size(), 5U);
  std::vector<std::string> pieces;
  for (const Original& file : files) pieces.push_back(file.bytes);
  const auto seed = std::stoull(setting("GRADEVAULT_TEST_SEED", "1"));
  const int count = mutants();
  std::map<std::string, int> fates;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < count; ++i) {
    std::mt19937_64 random(seed * 1'000'003 + static_cast<unsigned>(i));
    const Original& original = files[static_cast<std::size_t>(i) % files.size()];
    SCOPED_TRACE(original.name + ", mutant " + std::to_string(i));
    const std::filesystem::path path = folder / "mutant";
    writeBytes(path, mutated(original.bytes, pieces, random));
    const std::string came = fate(path);
    ++fates[came];
    if (came.starts_with("ended"))
      std::printf("  mutant %d of %s: %s\n", i, original.name.c_str(), came.c_str());
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("%d mutants of %zu captures, seed %llu, %.1f s:\n", count, files.size(), seed, took.count());
  for (const auto& [came, number] : fates) std::printf("  %s: %d\n", came.c_str(), number);
  // Mutation is to reach the decoders, not only the door.
  EXPECT_GT(fates["read to its end"] + fates["read in part, then an error"], count / 10);
  EXPECT_GT(fates["refused"], 0);
}

}  // namespace
}  // namespace gradevault::sandbox
