#include "wire.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace gradevault::sandbox {
namespace {

using process::MessageReader;
using process::MessageWriter;

media::VideoFacts goodFacts() {
  media::VideoFacts facts;
  facts.container = "mp4";
  facts.codec = "h264";
  facts.pixelFormat = "yuv420p";
  facts.bytes = 1234;
  facts.coded = {64, 48};
  facts.rotation = Rotation::cw270;
  facts.durationHint = 1.5;
  return facts;
}

media::VideoFacts sent(const media::VideoFacts& facts) {
  MessageWriter message;
  put(message, facts);
  MessageReader reader(message.bytes());
  media::VideoFacts taken = takeFacts(reader);
  EXPECT_TRUE(reader.complete());
  return taken;
}

TEST(Wire, FactsArriveAsTheyWereSent) {
  const media::VideoFacts facts = sent(goodFacts());
  EXPECT_TRUE(plausible(facts, {}));
  EXPECT_EQ(facts.rotation, Rotation::cw270);
  EXPECT_EQ(facts.durationHint, 1.5);
  EXPECT_EQ(facts.frameCountHint, std::nullopt);
}

TEST(Wire, AMessageThatIsCutAnywhereIsNotComplete) {
  MessageWriter message;
  put(message, goodFacts());
  for (std::size_t size = 0; size < message.bytes().size(); ++size) {
    MessageReader reader(
        {message.bytes().begin(), message.bytes().begin() + static_cast<std::ptrdiff_t>(size)});
    (void)takeFacts(reader);
    EXPECT_FALSE(reader.complete()) << size;
  }
}

TEST(Wire, FactsThatNoReaderWouldGiveAreNotPlausible) {
  const auto spoiled = [](auto spoil) {
    media::VideoFacts facts = goodFacts();
    spoil(facts);
    return plausible(sent(facts), {});
  };
  EXPECT_FALSE(spoiled([](auto& facts) { facts.coded = {0, 48}; }));
  EXPECT_FALSE(spoiled([](auto& facts) { facts.coded = {-64, -48}; }));
  EXPECT_FALSE(spoiled([](auto& facts) { facts.coded = {16385, 1}; }));
  EXPECT_FALSE(spoiled([](auto& facts) { facts.coded = {16384, 16384}; }));
  EXPECT_FALSE(spoiled([](auto& facts) { facts.rotation = static_cast<Rotation>(45); }));
  EXPECT_FALSE(spoiled([](auto& facts) { facts.range = static_cast<LumaRange>(7); }));
  EXPECT_FALSE(spoiled([](auto& facts) { facts.matrix = static_cast<YuvMatrix>(-3); }));
  EXPECT_FALSE(spoiled([](auto& facts) { facts.transfer = static_cast<media::Transfer>(3); }));
  EXPECT_FALSE(spoiled([](auto& facts) { facts.bitDepth = 17; }));
  EXPECT_FALSE(spoiled([](auto& facts) { facts.codec = "<script>"; }));
  EXPECT_FALSE(spoiled([](auto& facts) { facts.container = ""; }));
  EXPECT_FALSE(spoiled([](auto& facts) { facts.pixelFormat = std::string(1000, 'a'); }));
  EXPECT_FALSE(spoiled([](auto& facts) { facts.durationHint = std::numeric_limits<double>::quiet_NaN(); }));
}

TEST(Wire, AnErrorIsOneLineOfAKnownKind) {
  MessageWriter message;
  put(message, Error{static_cast<ErrorCode>(99), "a\nb\x1b[31m"});
  MessageReader reader(message.bytes());
  const Error error = takeError(reader);
  EXPECT_TRUE(reader.complete());
  EXPECT_EQ(error.code, ErrorCode::internal);
  EXPECT_EQ(error.message, "a?b?[31m");
}

TEST(Wire, ANumberThatIsNoWordOfOursIsNone) {
  MessageWriter strange = say(static_cast<Word>(1000));
  MessageReader reader(strange.bytes());
  EXPECT_EQ(takeWord(reader), std::nullopt);
  MessageReader zeros(std::vector<std::byte>(8));
  EXPECT_EQ(takeWord(zeros), std::nullopt);
}

}  // namespace
}  // namespace gradevault::sandbox
