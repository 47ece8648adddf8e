#include "average_precision.hpp"

#include <gtest/gtest.h>

namespace gradevault::accuracy {
namespace {

struct Scene {
  Image<std::uint16_t> score{100, 50};
  GrayImage truth{100, 50};
  GrayImage looked{100, 50};

  Scene() {
    std::uint32_t state = 7;
    for (int y = 0; y < 50; ++y) {
      for (int x = 0; x < 100; ++x) {
        state = state * 1664525U + 1013904223U;
        score.at(x, y) = static_cast<std::uint16_t>(state >> 16);
        truth.at(x, y) = x < 10 ? 255 : 0;
        looked.at(x, y) = 255;
      }
    }
  }
  [[nodiscard]] std::optional<Ranking> ranking() const { return rank(score.view(), truth.view(), looked.view()); }
};

TEST(AveragePrecision, IsOneForAMapThatPutsAllDamageFirst) {
  Scene scene;
  for (int y = 0; y < 50; ++y) {
    for (int x = 0; x < 10; ++x) scene.score.at(x, y) = 65535;
    for (int x = 10; x < 100; ++x) scene.score.at(x, y) = static_cast<std::uint16_t>(x);
  }
  EXPECT_DOUBLE_EQ(scene.ranking()->averagePrecision, 1.0);
}

TEST(AveragePrecision, IsChanceForARandomMapAndForAConstantOne) {
  Scene scene;
  EXPECT_NEAR(scene.ranking()->averagePrecision, 0.1, 0.02);
  scene.score = Image<std::uint16_t>(100, 50);
  EXPECT_DOUBLE_EQ(scene.ranking()->averagePrecision, 0.1);
  EXPECT_DOUBLE_EQ(scene.ranking()->chance, 0.1);
}

TEST(AveragePrecision, OfAKnownOrderIsTheTextbooksNumber) {
  // Damaged, clean, damaged, clean from the highest score down: (1/1 + 2/3) / 2.
  Image<std::uint16_t> score(4, 1);
  GrayImage truth(4, 1);
  GrayImage looked(4, 1);
  for (int x = 0; x < 4; ++x) {
    score.at(x, 0) = static_cast<std::uint16_t>(40 - 10 * x);
    truth.at(x, 0) = x % 2 == 0 ? 1 : 0;
    looked.at(x, 0) = 1;
  }
  EXPECT_DOUBLE_EQ(rank(score.view(), truth.view(), looked.view())->averagePrecision, (1.0 + 2.0 / 3) / 2);
}

TEST(AveragePrecision, LooksOnlyWhereItMay) {
  Scene scene;
  for (int y = 0; y < 50; ++y) {
    for (int x = 0; x < 50; ++x) scene.looked.at(x, y) = 0;
  }
  EXPECT_FALSE(scene.ranking().has_value()) << "all damage lies where nobody looks";
}

}  // namespace
}  // namespace gradevault::accuracy
