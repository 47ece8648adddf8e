#include "item/odd_side.hpp"

#include <gtest/gtest.h>

namespace gradevault::item {
namespace {

using Colour = std::array<double, 3>;

QuadEvidence surroundedBy(const std::array<Colour, 4>& colours) {
  QuadEvidence evidence;
  for (std::size_t i = 0; i < 4; ++i) {
    evidence.sides[i].beyond = colours[i];
    evidence.sides[i].beyondSeen = 1;
  }
  return evidence;
}

constexpr Colour table{40, 0, 0};
constexpr Colour print{40, 30, 40};

TEST(OddSide, OfAnItemOnOneTableIsNothing) {
  EXPECT_EQ(oddSide(surroundedBy({table, table, table, table})), 0);
}

TEST(OddSide, IsTheDistanceOfTheSideBeyondWhichTheItemGoesOn) {
  for (std::size_t side = 0; side < 4; ++side) {
    std::array<Colour, 4> colours{table, table, table, table};
    colours[side] = print;
    EXPECT_DOUBLE_EQ(oddSide(surroundedBy(colours)), 50) << side;
  }
}

TEST(OddSide, IsFoundThoughTheFrameCutsAnotherSideOff) {
  QuadEvidence evidence = surroundedBy({table, {}, print, table});
  evidence.sides[1].beyondSeen = 0;
  EXPECT_DOUBLE_EQ(oddSide(evidence), 50);
}

TEST(OddSide, DoesNotSeeTwoTablesUnderOneItem) {
  EXPECT_EQ(oddSide(surroundedBy({table, table, print, print})), 0);
}

TEST(OddSide, NeedsThreeSidesWithSurroundings) {
  QuadEvidence evidence = surroundedBy({table, {}, print, {}});
  evidence.sides[1].beyondSeen = 0.1;
  evidence.sides[3].beyondSeen = 0.1;
  EXPECT_EQ(oddSide(evidence), 0);
}

}  // namespace
}  // namespace gradevault::item
