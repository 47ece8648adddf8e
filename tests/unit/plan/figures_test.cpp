#include "gradevault/plan/figures.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace gradevault::plan {
namespace {

const std::string performance = std::string(GRADEVAULT_SOURCE_DIR) + "/docs/performance/";

Measurement measured(const std::string& device, int frames, int width, int height, double seconds,
                     int threads = 0) {
  return {device, {frames, width, height}, seconds, threads, "a file"};
}

TEST(Figures, WithoutMeasurementsAreEstimatesForTheDefaultPrices) {
  const Figures figures = figuresFor({}, {}, {});
  ASSERT_EQ(figures.size(), 4U);
  for (const auto& [device, figure] : figures) {
    EXPECT_FALSE(figure.measured) << device;
    EXPECT_GT(figure.seconds, 0) << device;
  }
  EXPECT_GT(figures.at("cpu").seconds, figures.at("T4").seconds);
}

TEST(Figures, AMeasurementReplacesTheEstimateAndIsScaled) {
  const Figures figures = figuresFor({600, 1920, 1080}, {measured("Tesla T4", 1200, 1920, 1080, 9)}, {});
  EXPECT_DOUBLE_EQ(figures.at("T4").seconds, 4.5);
  EXPECT_TRUE(figures.at("T4").measured);
  EXPECT_EQ(figures.at("T4").source, "a file, 1200 frames of 1920×1080, scaled by 0.5");
  EXPECT_FALSE(figures.at("A100").measured);
  EXPECT_DOUBLE_EQ(figures.at("A100").seconds, figuresFor({}, {}, {}).at("A100").seconds / 2);
}

TEST(Figures, TheNearestSizeIsTakenAndOfEqualOnesTheLast) {
  const std::vector<Measurement> all{
      measured("Tesla T4", 300, 640, 480, 1), measured("Tesla T4", 300, 1280, 720, 3),
      measured("Tesla T4", 300, 1280, 720, 4), measured("Tesla T4", 1200, 1920, 1080, 9)};
  EXPECT_DOUBLE_EQ(figuresFor({300, 1280, 720}, all, {}).at("T4").seconds, 4);
}

TEST(Figures, TheCpusSecondsAreTurnedToItsMachinesVirtualCpus) {
  const std::vector<Measurement> one{measured("cpu", 1200, 1920, 1080, 80, 1)};
  EXPECT_DOUBLE_EQ(figuresFor({}, one, {}).at("cpu").seconds, 20);  // 4 virtual CPUs
  EXPECT_DOUBLE_EQ(figuresFor({}, {measured("Tesla T4", 1200, 1920, 1080, 9, 16)}, {}).at("T4").seconds, 9);
}

TEST(Figures, AGpuWithoutAPriceIsLeftOutAndOneWithAPriceComesIn) {
  const std::vector<Measurement> h200{measured("NVIDIA H200", 1200, 1920, 1080, 4.4)};
  EXPECT_FALSE(figuresFor({}, h200, {}).contains("H200"));
  const auto prices = cost::priceTable("H200=10");
  EXPECT_DOUBLE_EQ(figuresFor({}, h200, *prices).at("H200").seconds, 4.4);
}

TEST(FigureFiles, TheProjectsOwnAreRead) {
  const auto bench = readMeasurements(performance + "bench-cpu-1080p.json");
  ASSERT_TRUE(bench.ok()) << bench.error().message;
  ASSERT_EQ(bench->size(), 1U);
  EXPECT_EQ(bench->front().device, "cpu");
  EXPECT_EQ(bench->front().capture.frames, 240);
  EXPECT_EQ(bench->front().capture.height, 1080);
  EXPECT_NEAR(bench->front().seconds, 16.742, 0.001);
  EXPECT_EQ(bench->front().threads, 1);

  const auto gpu = readMeasurements(performance + "gpu-h200.json");
  ASSERT_TRUE(gpu.ok()) << gpu.error().message;
  EXPECT_EQ(gpu->size(), 6U);
  EXPECT_EQ(gpu->front().device, "NVIDIA H200");
  EXPECT_EQ(gpu->front().threads, 16);
}

TEST(FigureFiles, WhatIsNoneIsNamed) {
  const std::string file = ::testing::TempDir() + "figures.json";
  for (
      const char* text :
      {"", "{}", "[]", "{\"seconds\": \"many\"}", "{\"videos\": {}}", "null",
       R"({"seconds": -1, "capture": {"frames": 1, "width": 1, "height": 1}, "engine": {"name": "cpu"}})",
       R"({"seconds": 1, "capture": {"frames": 1, "width": 1, "height": 1}, "engine": {"name": "opencv"}})"}) {
    std::ofstream(file) << text;
    const auto read = readMeasurements(file);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().code, ErrorCode::unreadable_input);
    EXPECT_TRUE(read.error().message.starts_with("figures: " + file)) << read.error().message;
  }
  EXPECT_FALSE(readMeasurements("/nowhere/figures.json").ok());
}

}  // namespace
}  // namespace gradevault::plan
