#include "precheck_api.h"

#include <gtest/gtest.h>

#include <cstddef>

#include "api_session.hpp"
#include "gradevault/report.hpp"

namespace gradevault::precheck {
namespace {

using Json = nlohmann::json;

constexpr Size size{160, 120};

static_assert(sizeof(GvFrame) == 64 && offsetof(GvFrame, stride) == 28 && offsetof(GvFrame, time) == 56,
              "JavaScript writes its members by these places");

TEST(PrecheckApi, ChecksAFile) {
  ApiSession api(
      {{"options", {{"itemType", "card"}}},
       {"source",
        {{"fileName", "a.mp4"}, {"bytes", 12}, {"container", "mp4"}, {"codec", "h264"}, {"width", 160}}},
       {"scanId", "scan 7"},
       {"shot", "front"}});
  ASSERT_NE(api.session, nullptr) << gv_message(nullptr);
  for (int i = 0; i < 11; ++i) {
    const int contrast = i == 1 ? 60 : i == 5 ? 70 : i == 9 ? 90 : 30;
    ASSERT_EQ(api.push(grain(size, contrast), i / 10.0), GV_OK) << api.message();
    EXPECT_EQ(api.text(), "");
  }
  ASSERT_EQ(gv_wanted(api.session), GV_OK);
  ASSERT_EQ(api.text(), "[1]");
  api.show(grain(size, 50), 0);
  EXPECT_EQ(gv_golden(api.session, 1), GV_UNREADABLE_INPUT);
  api.show(grain(size, 60), 0.1);
  EXPECT_EQ(gv_golden(api.session, 1), GV_OK) << api.message();
  ASSERT_EQ(gv_finish(api.session), GV_OK) << api.message();
  const auto report = reportFromJson(api.text());
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->stage, ReportStage::precheck);
  EXPECT_EQ(report->options.profile, Profile::quick);
  EXPECT_EQ(report->options.itemType, ItemType::card);
  EXPECT_EQ(report->scanId, "scan 7");
  EXPECT_EQ(report->shot, "front");
  EXPECT_EQ(report->producer.rfind("gradevault-precheck ", 0), 0U);
  EXPECT_EQ(report->source.fileName, "a.mp4");
  EXPECT_EQ(report->engine.name, "cpu");
  EXPECT_TRUE(report->timings.count("scan") == 1 && report->timings.count("total") == 1);

  ASSERT_EQ(gv_golden_picture(api.session, 0, 80), GV_OK) << api.message();
  EXPECT_EQ(api.text(), R"({"width":80,"height":60})");
  const std::uint8_t* rgba = gv_buffer(api.session, 80 * 60 * 4);
  EXPECT_EQ(rgba[3], 255);
  EXPECT_NEAR(rgba[0], 128, 90);
  EXPECT_EQ(gv_golden_picture(api.session, -1, 80), GV_INVALID_ARGUMENT);
}

TEST(PrecheckApi, AnswersALiveFrameWithTheMembersOfThePackagesFeedback) {
  ApiSession api({{"live", true}, {"rotation", 90}});
  ASSERT_NE(api.session, nullptr) << gv_message(nullptr);
  ASSERT_EQ(api.push(cardOnTable({640, 480}), 0), GV_OK) << api.message();
  ASSERT_EQ(api.push(cardOnTable({640, 480}), 0.04), GV_OK) << api.message();
  const Json feedback = Json::parse(api.text());
  std::vector<std::string> names;
  for (const auto& [name, value] : feedback.items()) names.push_back(name);
  EXPECT_EQ(names, (std::vector<std::string>{"changed", "confidence", "frame", "glareShare", "height", "hint",
                                             "meanLuma", "motion", "motionPerSecond", "place", "quad",
                                             "quadTracked", "sentence", "sharpness", "time", "width"}));
  EXPECT_EQ(feedback["frame"], 1);
  EXPECT_EQ(feedback["width"], 480);
  EXPECT_EQ(feedback["height"], 640);
  EXPECT_EQ(feedback["motion"], 0.0);
  ASSERT_EQ(feedback["quad"].size(), 4U);
  EXPECT_EQ(feedback["quad"][0].size(), 2U);
  EXPECT_FALSE(feedback["sentence"].get<std::string>().empty());
  ASSERT_EQ(gv_finish(api.session), GV_OK) << api.message();
  EXPECT_TRUE(reportFromJson(api.text()).ok());
}

TEST(PrecheckApi, SaysWhyItDoesNotStart) {
  const std::vector<std::pair<std::string, std::string>> requests{
      {"{", "not JSON"},
      {"[]", "object"},
      {R"({"option": {}})", "'option'"},
      {R"({"options": {"maxMotion": "fast"}})", "maxMotion"},
      {R"({"options": {"goldenFrames": 0}})", "goldenFrames"},
      {R"({"options": {"speed": 1}})", "speed"},
      {R"({"rotation": 45})", "rotation"},
      {R"({"threads": 0})", "threads"},
      {R"({"source": {"bytes": -1}})", "source.bytes"},
      {R"({"source": {"transfer": "log"}})", "log"},
      {R"({"engine": "cuda"})", "cuda"}};
  for (const auto& [request, word] : requests) {
    std::int32_t error = 0;
    EXPECT_EQ(gv_start(request.c_str(), &error), nullptr) << request;
    EXPECT_EQ(error, GV_INVALID_ARGUMENT) << request;
    EXPECT_NE(std::string(gv_message(nullptr)).find(word), std::string::npos) << gv_message(nullptr);
  }
}

TEST(PrecheckApi, RefusesPlanesThatReachOutOfTheBuffer) {
  ApiSession api(Json::object());
  api.show(grain(size, 50), 0);
  GvFrame& frame = *gv_frame(api.session);
  const GvFrame right = frame;
  const auto refused = [&](auto change) {
    frame = right;
    change(frame);
    const std::int32_t code = gv_push(api.session);
    EXPECT_NE(api.message(), "");
    return code;
  };
  EXPECT_EQ(refused([](GvFrame& f) { f.offset[2] += 16; }), GV_INVALID_ARGUMENT);
  EXPECT_EQ(refused([](GvFrame& f) { f.offset[0] = -1; }), GV_INVALID_ARGUMENT);
  EXPECT_EQ(refused([](GvFrame& f) { f.stride[0] = -f.stride[0]; }), GV_INVALID_ARGUMENT);
  EXPECT_EQ(refused([](GvFrame& f) { f.stride[1] = 1; }), GV_INVALID_ARGUMENT);
  EXPECT_EQ(refused([](GvFrame& f) { f.height = 2'000'000'000; }), GV_INVALID_ARGUMENT);
  EXPECT_EQ(refused([](GvFrame& f) { f.width = 0; }), GV_INVALID_ARGUMENT);
  EXPECT_EQ(refused([](GvFrame& f) { f.format = 77; }), GV_INVALID_ARGUMENT);
  EXPECT_EQ(refused([](GvFrame& f) { f.bits = 7; }), GV_INVALID_ARGUMENT);
  EXPECT_EQ(refused([](GvFrame& f) { f.bits = 10; }), GV_INVALID_ARGUMENT);
  EXPECT_EQ(refused([](GvFrame& f) { f.time = std::nan(""); }), GV_INVALID_ARGUMENT);
  EXPECT_EQ(refused([](GvFrame&) {}), GV_OK) << api.message();
}

TEST(PrecheckApi, RefusesCallsOutOfOrder) {
  ApiSession api(Json::object());
  EXPECT_EQ(gv_golden_picture(api.session, 0, 10), GV_INVALID_ARGUMENT);
  EXPECT_EQ(gv_wanted(api.session), GV_UNREADABLE_INPUT);
  ASSERT_EQ(api.push(grain(size, 50), 0), GV_OK);
  EXPECT_EQ(gv_golden(api.session, 0), GV_INVALID_ARGUMENT);
  ASSERT_EQ(gv_finish(api.session), GV_OK);
  EXPECT_EQ(gv_push(api.session), GV_INVALID_ARGUMENT);
  EXPECT_NE(api.message().find("out of order"), std::string::npos);
}

TEST(PrecheckApi, SaysWhenMemoryRunsOut) {
  ApiSession api(Json::object());
  EXPECT_EQ(gv_buffer(api.session, SIZE_MAX / 4), nullptr);
  EXPECT_NE(api.message().find("memory"), std::string::npos);
  EXPECT_EQ(api.push(grain(size, 50), 0), GV_OK) << "and goes on with less";
}

TEST(PrecheckApi, SessionsOneRightAfterAnotherShareTheThreads) {
  std::string first;
  for (int round = 0; round < 4; ++round) {
    ApiSession api(Json{{"threads", round == 0 ? 1 : 3}});
    ASSERT_NE(api.session, nullptr) << gv_message(nullptr);
    for (int i = 0; i < 7; ++i)
      ASSERT_EQ(api.push(grain(size, 60 - 5 * i), i / 10.0), GV_OK) << api.message();
    ASSERT_EQ(gv_finish(api.session), GV_OK) << api.message();
    const std::string digest = Json::parse(api.text())["resultDigest"];
    if (round == 0) first = digest;
    EXPECT_EQ(digest, first);
  }
}

TEST(PrecheckApi, TellsOfItself) {
  const Json about = Json::parse(gv_about());
  EXPECT_EQ(about["schemaVersion"], std::string(reportSchemaVersion));
  EXPECT_FALSE(about["isa"].get<std::string>().empty());
  EXPECT_FALSE(about["version"].get<std::string>().empty());
}

}  // namespace
}  // namespace gradevault::precheck
