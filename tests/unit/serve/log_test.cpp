#include "log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace gradevault::serve {
namespace {

const Log::Facts facts{
    {"job", "an_1"}, {"peer", "a\nb=\"c\" \xff"}, {"status", std::int64_t{200}}, {"seconds", 0.5}};

TEST(Log, AJsonLineIsOneObjectWhateverAClientSent) {
  testing::internal::CaptureStderr();
  {
    const auto log = Log::open({.level = "info", .format = "json"});
    ASSERT_TRUE(log.ok());
    log->write(Log::Level::info, "request", facts);
    log->write(Log::Level::debug, "not told", {});
  }
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  const auto line = nlohmann::json::parse(text, nullptr, false);
  ASSERT_TRUE(line.is_object()) << text;
  EXPECT_EQ(line["event"], "request");
  EXPECT_EQ(line["level"], "info");
  EXPECT_EQ(line["job"], "an_1");
  EXPECT_EQ(line["status"], 200);
  EXPECT_EQ(line["seconds"], 0.5);
}

TEST(Log, ATextLineIsOneLineWhateverAClientSent) {
  testing::internal::CaptureStderr();
  {
    const auto log = Log::open({.level = "info", .format = "text"});
    ASSERT_TRUE(log.ok());
    log->write(Log::Level::warning, "request", facts);
  }
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
  EXPECT_NE(text.find("warning request job=an_1 peer=\"a\\nb"), std::string::npos) << text;
  EXPECT_NE(text.find("status=200"), std::string::npos);
}

TEST(Log, ALevelOrFormatThatThereIsNotIsRefused) {
  EXPECT_FALSE(Log::open({.level = "loud", .format = "text"}).ok());
  EXPECT_FALSE(Log::open({.level = "info", .format = "xml"}).ok());
}

}  // namespace
}  // namespace gradevault::serve
