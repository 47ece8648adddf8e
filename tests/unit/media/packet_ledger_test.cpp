#include "packet_ledger.hpp"

#include <gtest/gtest.h>

namespace gradevault::media {
namespace {

TEST(PacketLedger, FindsEachPicturesOwnStamp) {
  PacketLedger ledger;
  const auto i = ledger.enter(0, -2);
  const auto p = ledger.enter(30, -1);
  const auto b = ledger.enter(10, 0);
  EXPECT_EQ(ledger.shown(i, false).timestamp, 0);
  EXPECT_EQ(ledger.shown(b, false).timestamp, 10);
  const PacketLedger::Picture last = ledger.shown(p, false);
  EXPECT_EQ(last.timestamp, 30);
  EXPECT_EQ(last.identity, 30);
  EXPECT_EQ(last.missingBefore, 0);
  EXPECT_EQ(ledger.finish(), 0);
}

TEST(PacketLedger, HandsDecodingStampsOutInOrderWhereThereAreNoOthers) {
  PacketLedger ledger;
  const auto i = ledger.enter({}, 0);
  const auto p = ledger.enter({}, 1);
  const auto b = ledger.enter({}, 2);
  EXPECT_EQ(ledger.shown(i, false).timestamp, 0);
  const PacketLedger::Picture second = ledger.shown(b, false);
  EXPECT_EQ(second.timestamp, 1);
  EXPECT_EQ(second.identity, 2) << "the identity stays the packet's own";
  EXPECT_EQ(ledger.shown(p, false).timestamp, 2);
}

TEST(PacketLedger, NoticesAPacketWithoutAPictureWhenALaterOneIsShown) {
  PacketLedger ledger;
  const auto first = ledger.enter(0, 0);
  ledger.enter(1, 1);
  const auto third = ledger.enter(2, 2);
  EXPECT_EQ(ledger.shown(first, false).missingBefore, 0);
  EXPECT_EQ(ledger.shown(third, false).missingBefore, 1);
  EXPECT_EQ(ledger.finish(), 0);
}

TEST(PacketLedger, CountsWhatIsStillMissingAtTheEnd) {
  PacketLedger ledger;
  const auto first = ledger.enter(0, 0);
  ledger.enter(1, 1);
  ledger.enterUnreadable();
  EXPECT_EQ(ledger.shown(first, false).missingBefore, 0);
  EXPECT_EQ(ledger.finish(), 2);
  EXPECT_EQ(ledger.finish(), 0);
}

TEST(PacketLedger, MarksThePictureOfAPacketThatFailed) {
  PacketLedger ledger;
  const auto first = ledger.enter(0, 0);
  ledger.fail();
  const auto second = ledger.enter(1, 1);
  EXPECT_TRUE(ledger.shown(first, false).failed);
  EXPECT_FALSE(ledger.shown(second, false).failed);
  EXPECT_EQ(ledger.finish(), 0) << "it has its picture, so it is not missing";
}

TEST(PacketLedger, ExpectsNoPictureFromHiddenOnes) {
  PacketLedger ledger;
  const auto first = ledger.enter(0, 0);
  ledger.enter(1, 1);
  ledger.expectNothing();
  const auto third = ledger.enter(2, 2);
  EXPECT_EQ(ledger.shown(first, false).missingBefore, 0);
  EXPECT_EQ(ledger.shown(third, false).missingBefore, 0);
}

TEST(PacketLedger, DoesNotMissTheSecondFieldOfAPair) {
  PacketLedger ledger;
  const auto top = ledger.enter(0, 0);
  ledger.enter(1, 1);
  const auto next = ledger.enter(2, 2);
  EXPECT_EQ(ledger.shown(top, true).missingBefore, 0);
  EXPECT_EQ(ledger.shown(next, true).missingBefore, 0);
  EXPECT_EQ(ledger.finish(), 0);
}

TEST(PacketLedger, StopsTrustingStampsThatTurnBack) {
  PacketLedger ledger;
  const auto a = ledger.enter(5, 0);
  const auto b = ledger.enter(3, 1);
  ledger.enter(4, 2);
  const auto d = ledger.enter(9, 3);
  EXPECT_EQ(ledger.shown(a, false).missingBefore, 2) << "before the stamps are known to be wrong";
  EXPECT_FALSE(ledger.shown(b, false).identity.has_value()) << "given up already";
  const auto e = ledger.enter(8, 4);
  EXPECT_EQ(ledger.shown(d, false).missingBefore, 1) << "8 comes before 9";
  EXPECT_EQ(ledger.shown(e, false).missingBefore, 0);
}

TEST(PacketLedger, StaysSmallWhenNoPictureEverComes) {
  PacketLedger ledger;
  for (int i = 0; i < 1000; ++i) ledger.enter({}, {});
  const auto last = ledger.enter({}, {});
  EXPECT_EQ(ledger.shown(last, false).missingBefore, 0);
  EXPECT_EQ(ledger.finish(), 0);
}

}  // namespace
}  // namespace gradevault::media
