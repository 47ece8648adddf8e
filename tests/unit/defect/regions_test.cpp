#include <gtest/gtest.h>

#include "flat_picture.hpp"
#include "gradevault/defect.hpp"

namespace gradevault {
namespace {

std::vector<std::pair<std::string, Rect>> named(Size size, ItemType type, Side side) {
  std::vector<std::pair<std::string, Rect>> result;
  for (const Region& region : itemRegions(size, type, side)) {
    EXPECT_EQ(region.areas.size(), 1U);
    result.emplace_back(region.name, region.areas.front());
  }
  return result;
}

using Named = std::vector<std::pair<std::string, Rect>>;

TEST(Regions, OfAComicOfAThousandByFifteenHundred) {
  const Named expected{{"spine", {0, 0, 80, 1500}},
                       {"corner_top_left", {0, 0, 150, 180}},
                       {"corner_top_right", {850, 0, 150, 180}},
                       {"corner_bottom_right", {850, 1320, 150, 180}},
                       {"corner_bottom_left", {0, 1320, 150, 180}},
                       {"edge_top", {0, 0, 1000, 60}},
                       {"edge_right", {960, 0, 40, 1500}},
                       {"edge_bottom", {0, 1440, 1000, 60}},
                       {"edge_left", {0, 0, 40, 1500}},
                       {"surface", {200, 300, 600, 900}}};
  EXPECT_EQ(named({1000, 1500}, ItemType::comic, Side::front), expected);
}

TEST(Regions, TheSpineOfABackIsAtTheRight) {
  const auto regions = named({1000, 1500}, ItemType::comic, Side::back);
  EXPECT_EQ(regions.front(), (std::pair<std::string, Rect>{"spine", {920, 0, 80, 1500}}));
}

TEST(Regions, OnlyComicsHaveASpine) {
  for (const ItemType type : {ItemType::card, ItemType::toy}) {
    const auto regions = named({500, 700}, type, Side::front);
    ASSERT_EQ(regions.size(), 9U);
    EXPECT_EQ(regions.front().first, "corner_top_left");
  }
}

TEST(Regions, SharesOfAPixelAreDropped) {
  const auto regions = named({333, 101}, ItemType::comic, Side::back);
  EXPECT_EQ(regions[0].second, (Rect{307, 0, 26, 101}));
  EXPECT_EQ(regions[3].second, (Rect{284, 89, 49, 12}));
  EXPECT_EQ(regions[9].second, (Rect{66, 20, 201, 61}));
}

TEST(Regions, HaveAtLeastAPixelInsideThePictureHoweverSmall) {
  for (const Size size : {Size{1, 1}, Size{2, 3}, Size{3, 1000}, Size{1000, 3}, Size{16, 16}}) {
    for (const Side side : {Side::front, Side::back}) {
      for (const auto& [name, area] : named(size, ItemType::comic, side)) {
        EXPECT_GE(area.x, 0) << name;
        EXPECT_GE(area.y, 0) << name;
        EXPECT_GE(area.width, 1) << name;
        EXPECT_GE(area.height, 1) << name;
        EXPECT_LE(area.x + area.width, size.width) << name;
        EXPECT_LE(area.y + area.height, size.height) << name;
      }
    }
  }
}

TEST(Regions, OfThreeByAThousandAreStrips) {
  const auto regions = named({3, 1000}, ItemType::comic, Side::back);
  EXPECT_EQ(regions[0].second, (Rect{2, 0, 1, 1000}));
  EXPECT_EQ(regions[1].second, (Rect{0, 0, 1, 120}));
  EXPECT_EQ(regions[5].second, (Rect{0, 0, 3, 40}));
  EXPECT_EQ(regions[9].second, (Rect{0, 200, 3, 600}));
}

TEST(Regions, OfNoPictureAreNone) {
  EXPECT_TRUE(itemRegions({0, 0}, ItemType::comic, Side::front).empty());
}

TEST(RegionPercentage, CountsMarkedAmongValidPixelsOfTheRegion) {
  DefectMaps maps;
  maps.mask = test::filled(10, 10, 0);
  maps.valid = test::filled(10, 10, 255);
  for (int x = 0; x < 5; ++x) maps.mask.at(x, 0) = 255;
  for (int y = 5; y < 10; ++y) {
    for (int x = 0; x < 10; ++x) maps.valid.at(x, y) = 0;
  }
  EXPECT_EQ(regionPercentage({"all", {{0, 0, 10, 10}}}, maps), 10.0);
  EXPECT_EQ(regionPercentage({"row", {{0, 0, 10, 1}}}, maps), 50.0);
  EXPECT_EQ(regionPercentage({"two", {{0, 0, 5, 1}, {5, 0, 5, 3}}}, maps), 25.0);
  EXPECT_EQ(regionPercentage({"invalid", {{0, 5, 10, 5}}}, maps), 0.0);
  EXPECT_EQ(regionPercentage({"none", {}}, maps), 0.0);
}

}  // namespace
}  // namespace gradevault
