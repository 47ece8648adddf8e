#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>

#include "../pictures/picture_files.hpp"
#include "gradevault/item.hpp"
#include "gradevault/media/video_reader.hpp"

namespace gradevault {
namespace {

TEST(PostcardVideo, HasItsQuadFoundInEveryFrameLookedAt) {
  const std::filesystem::path folder = testing::testData() / "video_item";
  std::ifstream truthFile(folder / "visp_postcard_a.quads.json");
  if (!truthFile) GTEST_SKIP() << "no " << folder << "; set GRADEVAULT_TEST_DATA";
  const nlohmann::json rows = nlohmann::json::parse(truthFile).at("rows");
  auto opened = media::VideoReader::open(folder / "visp_postcard_a.mp4");
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  media::VideoReader& reader = *opened.value();
  for (auto frame = reader.next(); frame.ok() && frame.value(); frame = reader.next()) {
  }
  // Four frames spread over the video at a time, as golden frames are.
  std::vector<double> overlaps;
  for (int first = 0; first < 40; first += 14) {
    const std::vector<int> indices{first, first + 40, first + 80, first + 120};
    const auto frames = reader.readColor(indices);
    ASSERT_TRUE(frames.ok()) << frames.error().message;
    std::vector<RgbView> views;
    for (const media::ColorFrame& frame : frames.value()) views.emplace_back(frame.rgb.view());
    SequentialExecutor executor;
    const std::vector<ItemDetection> items = detectItem(views, Options{}, executor);
    for (std::size_t i = 0; i < items.size(); ++i) {
      ASSERT_TRUE(items[i].quad) << "frame " << indices[i] << ": " << items[i].reason;
      Quad truth;
      const nlohmann::json& corners = rows.at(static_cast<std::size_t>(indices[i])).at("quad");
      for (std::size_t k = 0; k < 4; ++k) truth[k] = {corners.at(k).at(0), corners.at(k).at(1)};
      overlaps.push_back(intersectionOverUnion(*items[i].quad, truth));
      EXPECT_GE(overlaps.back(), 0.97) << "frame " << indices[i];
    }
  }
  EXPECT_GE(std::accumulate(overlaps.begin(), overlaps.end(), 0.0) / static_cast<double>(overlaps.size()),
            0.99);
}

}  // namespace
}  // namespace gradevault
