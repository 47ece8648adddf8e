#include "gradevault/cost/price_table.hpp"

#include <gtest/gtest.h>

namespace gradevault::cost {
namespace {

TEST(PriceTable, HasTheDefaults) {
  const auto prices = priceTable("");
  ASSERT_TRUE(prices.ok());
  EXPECT_EQ(prices->hourly,
            (std::map<std::string, double>{{"cpu", 0.05}, {"T4", 0.5}, {"A10G", 1}, {"A100", 4}}));
  EXPECT_EQ(prices->vcpus, 4);
  EXPECT_EQ(prices->currency, "USD");
}

TEST(PriceTable, EntriesChangeTheDefaultsAndAddToThem) {
  const auto prices = priceTable("cpu=0.17, H200=10.5 ,T4=0,vcpus=16,currency=EUR");
  ASSERT_TRUE(prices.ok()) << prices.error().message;
  EXPECT_EQ(prices->hourly.at("cpu"), 0.17);
  EXPECT_EQ(prices->hourly.at("H200"), 10.5);
  EXPECT_EQ(prices->hourly.at("T4"), 0);
  EXPECT_EQ(prices->hourly.at("A100"), 4);
  EXPECT_EQ(prices->vcpus, 16);
  EXPECT_EQ(prices->currency, "EUR");
}

TEST(PriceTable, TextReadsBackAsTheSameTable) {
  const auto prices = priceTable("cpu=0.1,L4=0.8,vcpus=2.5,currency=CHF");
  ASSERT_TRUE(prices.ok());
  const auto again = priceTable(toText(*prices));
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(again->hourly, prices->hourly);
  EXPECT_EQ(toText(*again), toText(*prices));
}

TEST(PriceTable, WhatIsNoEntryIsNamed) {
  for (const char* text : {"cpu", "cpu=", "=1", "cpu=cheap", "cpu=-1", "cpu=inf", "cpu=nan", "cpu=1 USD",
                           "cpu=1,", ",cpu=1", "vcpus=0", "currency=Euro", "currency=usd", "cpu=0,05"}) {
    const auto prices = priceTable(text);
    ASSERT_FALSE(prices.ok()) << text;
    EXPECT_EQ(prices.error().code, ErrorCode::invalid_argument);
    EXPECT_TRUE(prices.error().message.starts_with("prices: '")) << prices.error().message;
  }
}

TEST(PriceTable, AGpuIsFoundByAWordOfItsName) {
  const PriceTable prices;
  EXPECT_EQ(entryFor(prices, "Tesla T4"), "T4");
  EXPECT_EQ(entryFor(prices, "NVIDIA A10G"), "A10G");
  EXPECT_EQ(entryFor(prices, "NVIDIA A100-SXM4-80GB"), "A100");
  EXPECT_EQ(entryFor(prices, "nvidia t4, 15360 MiB"), "T4");
  EXPECT_EQ(entryFor(prices, "NVIDIA T400"), std::nullopt);
  EXPECT_EQ(entryFor(prices, "NVIDIA A10"), std::nullopt);
  EXPECT_EQ(entryFor(prices, "cpu"), std::nullopt);
}

TEST(PriceTable, TheLongestEntryThatFitsIsTaken) {
  const auto prices = priceTable("A100-SXM4=5");
  EXPECT_EQ(entryFor(*prices, "NVIDIA A100-SXM4-80GB"), "A100-SXM4");
  EXPECT_EQ(entryFor(*prices, "NVIDIA A100-PCIE-40GB"), "A100");
}

}  // namespace
}  // namespace gradevault::cost
