#include "both_ways.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace gradevault::sandbox {
namespace {

std::string wordsOf(const Error& error) {
  return std::string(name(error.code)) + ": " + error.message;
}

void expectSameFacts(const media::VideoFacts& here, const media::VideoFacts& there) {
  EXPECT_EQ(here.container, there.container);
  EXPECT_EQ(here.codec, there.codec);
  EXPECT_EQ(here.pixelFormat, there.pixelFormat);
  EXPECT_EQ(here.bytes, there.bytes);
  EXPECT_EQ(here.coded, there.coded);
  EXPECT_EQ(here.rotation, there.rotation);
  EXPECT_EQ(here.bitDepth, there.bitDepth);
  EXPECT_EQ(here.range, there.range);
  EXPECT_EQ(here.matrix, there.matrix);
  EXPECT_EQ(here.transfer, there.transfer);
  EXPECT_EQ(here.frameCountHint, there.frameCountHint);
  EXPECT_EQ(here.durationHint, there.durationHint);
}

void expectSame(const Transcript& here, const Transcript& there) {
  EXPECT_EQ(here.errors, there.errors);
  ASSERT_EQ(here.facts.has_value(), there.facts.has_value());
  if (here.facts) expectSameFacts(*here.facts, *there.facts);
  EXPECT_EQ(here.brokenPackets, there.brokenPackets);
  ASSERT_EQ(here.frames.size(), there.frames.size());
  for (std::size_t i = 0; i < here.frames.size(); ++i) {
    const media::LumaFrame& a = here.frames[i];
    const media::LumaFrame& b = there.frames[i];
    const bool same = a.index == b.index && a.time == b.time && a.lost == b.lost &&
                      a.gapBefore == b.gapBefore && a.luma == b.luma;
    EXPECT_TRUE(same) << "frame " << i;
  }
  ASSERT_EQ(here.colors.size(), there.colors.size());
  for (std::size_t i = 0; i < here.colors.size(); ++i) {
    const media::ColorFrame& a = here.colors[i];
    const media::ColorFrame& b = there.colors[i];
    const bool same = a.index == b.index && a.time == b.time && a.luma == b.luma && a.rgb == b.rgb &&
                      a.display == b.display;
    EXPECT_TRUE(same) << "colour of frame " << a.index;
  }
}

}  // namespace

SandboxSettings testDecoder(const std::string& behaviour) {
  SandboxSettings settings;
  settings.program = GRADEVAULT_TEST_DECODER;
  settings.arguments = {"test-decoder", behaviour};
  return settings;
}

Transcript transcript(Result<std::unique_ptr<media::VideoReader>> reader, int step, int most) {
  Transcript heard;
  if (!reader) {
    heard.errors.push_back(wordsOf(reader.error()));
    return heard;
  }
  media::VideoReader& source = **reader;
  heard.facts = source.facts();
  heard.brokenPackets.push_back(source.brokenPackets());
  std::vector<int> wanted;
  while (source.framesRead() < most) {
    auto frame = source.next();
    heard.brokenPackets.push_back(source.brokenPackets());
    if (!frame) heard.errors.push_back(wordsOf(frame.error()));
    if (!frame || !frame->has_value()) break;
    if ((*frame)->index % step == 0) wanted.push_back((*frame)->index);
    heard.frames.push_back(std::move(**frame));
  }
  EXPECT_EQ(source.framesRead(), static_cast<int>(heard.frames.size()));
  auto colors = source.readColor(wanted);
  if (colors) {
    heard.colors = std::move(*colors);
  } else {
    heard.errors.push_back(wordsOf(colors.error()));
  }
  return heard;
}

void expectTheSameBothWays(const std::filesystem::path& path, const media::Limits& limits) {
  for (const int threads : {1, 3}) {
    SCOPED_TRACE(path.string() + ", threads: " + std::to_string(threads));
    std::vector<Ending> endings;
    const auto note = [&](Ending ending) { endings.push_back(ending); };
    expectSame(transcript(media::VideoReader::open(path, limits, threads)),
               transcript(openSandboxed(path, limits, threads, testDecoder(), note)));
    EXPECT_TRUE(endings.empty());
  }
}

}  // namespace gradevault::sandbox
