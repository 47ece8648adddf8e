#include <gtest/gtest.h>

#include "gradevault/checks.hpp"

namespace gradevault {
namespace {

Verdict verdictWith(const std::string& id, CheckStatus status) {
  std::vector<Check> checks;
  for (const char* each :
       {"sharpness", "motion", "exposure", "glare", "framing", "tilt", "resolution", "coverage"}) {
    Check check;
    check.id = each;
    check.status = each == id ? status : CheckStatus::ok;
    checks.push_back(check);
  }
  return verdictOf(checks);
}

TEST(Verdict, IsGoodWhenEverythingIsOk) {
  EXPECT_EQ(verdictWith("", CheckStatus::ok), Verdict::good);
}

TEST(Verdict, IsRetakeWhenAnEssentialCheckFails) {
  for (const char* id : {"sharpness", "motion", "exposure", "framing", "coverage"}) {
    EXPECT_EQ(verdictWith(id, CheckStatus::fail), Verdict::retake) << id;
  }
}

TEST(Verdict, IsUsableWhenAnotherCheckFails) {
  for (const char* id : {"glare", "tilt", "resolution"}) {
    EXPECT_EQ(verdictWith(id, CheckStatus::fail), Verdict::usable) << id;
  }
}

TEST(Verdict, IsUsableWhenAnythingWarns) {
  for (const char* id :
       {"sharpness", "motion", "exposure", "glare", "framing", "tilt", "resolution", "coverage"}) {
    EXPECT_EQ(verdictWith(id, CheckStatus::warn), Verdict::usable) << id;
  }
}

TEST(Verdict, IsNotChangedByAnythingThatIsNotAvailable) {
  for (const char* id :
       {"sharpness", "motion", "exposure", "glare", "framing", "tilt", "resolution", "coverage"}) {
    EXPECT_EQ(verdictWith(id, CheckStatus::not_available), Verdict::good) << id;
  }
}

TEST(Verdict, AFailureOutweighsWarningsWhateverTheOrder) {
  Check warn;
  warn.id = "tilt";
  warn.status = CheckStatus::warn;
  Check fail;
  fail.id = "motion";
  fail.status = CheckStatus::fail;
  EXPECT_EQ(verdictOf(std::vector<Check>{warn, fail}), Verdict::retake);
  EXPECT_EQ(verdictOf(std::vector<Check>{fail, warn}), Verdict::retake);
}

}  // namespace
}  // namespace gradevault
