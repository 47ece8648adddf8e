#include "waiting_deliveries.hpp"

#include <gtest/gtest.h>

namespace gradevault::delivery {
namespace {

jobs::Delivery to(const std::string& id, const std::string& url) {
  return {id, "", url, "", 0, 0, 0};
}

TEST(WaitingDeliveries, ASlowReceiverHoldsItsOwnOnly) {
  WaitingDeliveries waiting(1);
  waiting.add(to("a1", "https://a.example/x"), 100);
  waiting.add(to("a2", "https://A.example/y"), 100);
  waiting.add(to("b1", "https://b.example"), 100);
  const auto first = waiting.take(0);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->id, "a1");
  EXPECT_EQ(waiting.take(0)->id, "b1");
  EXPECT_FALSE(waiting.take(0));
  waiting.finished(*first);
  EXPECT_EQ(waiting.take(0)->id, "a2");
}

TEST(WaitingDeliveries, ForgetsWhatIsOursNoLonger) {
  WaitingDeliveries waiting(1);
  waiting.add(to("a", "https://a.example/"), 100);
  waiting.add(to("b", "https://b.example/"), 200);
  EXPECT_EQ(waiting.take(100)->id, "b");
  EXPECT_EQ(waiting.size(), 0U);
}

TEST(ReceiverOf, IsSchemeHostAndPort) {
  EXPECT_EQ(receiverOf("https://a.example:8443/path?x#y"), "https://a.example:8443");
  EXPECT_EQ(receiverOf("https://a.example?x"), "https://a.example");
  EXPECT_NE(receiverOf("http://a.example/"), receiverOf("https://a.example/"));
}

}  // namespace
}  // namespace gradevault::delivery
