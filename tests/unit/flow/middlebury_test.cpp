#include "middlebury.hpp"

#include <gtest/gtest.h>

#include "own_flow.hpp"
#include "pictures/pictures.hpp"
#include "stock_flow.hpp"

namespace gradevault {
namespace {

class Middlebury : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    pair_ = testing::middleburyPair(GetParam());
    if (!pair_) {
      GTEST_SKIP() << "no pair " << GetParam() << " in " << testing::testData() / "flow" / "middlebury"
                   << "; set GRADEVAULT_TEST_DATA";
    }
  }
  std::optional<testing::FlowPair> pair_;
};

TEST_P(Middlebury, OwnFlowIsWithinATwoHundredthsOfAPixelOfStockOpenCv) {
  const FloatImage own = testing::ownFlow(pair_->before, pair_->now);
  const FloatImage stock = testing::stockFlow(pair_->before, pair_->now);
  const double difference = testing::meanEndPointDifference(own.view(), stock.view());
  RecordProperty("meanEndPointDifference", std::to_string(difference));
  std::cout << GetParam() << ": " << difference << " px from stock OpenCV\n";
  EXPECT_LE(difference, 0.02);
}

TEST_P(Middlebury, OwnFlowIsAtMostOneInAHundredFartherFromTheTruthThanStockOpenCv) {
  const FloatImage own = testing::ownFlow(pair_->before, pair_->now);
  const FloatImage stock = testing::stockFlow(pair_->before, pair_->now);
  const double ownError = testing::meanEndPointDifference(own.view(), pair_->truth.view());
  const double stockError = testing::meanEndPointDifference(stock.view(), pair_->truth.view());
  std::cout << GetParam() << ": end-point error " << ownError << " px, stock OpenCV " << stockError
            << " px\n";
  EXPECT_LE(ownError, 1.01 * stockError);
}

INSTANTIATE_TEST_SUITE_P(Pairs, Middlebury, ::testing::Values("RubberWhale", "Venus", "Grove2"),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace gradevault
