#include "gradevault/process/message.hpp"

#include <gtest/gtest.h>

#include <random>

#include "wire.hpp"

namespace gradevault::device_process {
namespace {

FrameScan fullScan() {
  FrameScan scan;
  scan.quick = {.sharpness = 812.25,
                .motion = 0.1,
                .meanLuma = 17,
                .darkShare = 0.25,
                .brightShare = 0.5,
                .highlightLuma = 254,
                .glare = {.share = 0.125, .blobs = {{1, 2, 3, 4}, {5, 6, 7, 8}}}};
  scan.precise = PreciseSample{.sharpness = 3.5, .motion = std::nullopt};
  return scan;
}

process::MessageReader readerOf(const process::MessageWriter& message) {
  return process::MessageReader(message.bytes());
}

TEST(Messages, AScanComesBackAsItWasPut) {
  FrameScan bare;
  bare.quick.sharpness = -0.0;
  for (const FrameScan& scan : {fullScan(), bare}) {
    process::MessageWriter message;
    putScan(message, scan);
    process::MessageReader reader = readerOf(message);
    EXPECT_EQ(takeScan(reader), scan);
    EXPECT_TRUE(reader.complete());
  }
}

TEST(Messages, ErrorsInfosAndPartsComeBackAsTheyWerePut) {
  process::MessageWriter message;
  putError(message, {ErrorCode::unsupported, "no such thing"});
  putInfo(message, {.name = "cuda", .device = "a GPU", .isa = "sm_90", .detail = ""});
  putParts(message, {{"cuda.wait", 0.5}, {"cuda.upload", 0.25}});
  process::MessageReader reader = readerOf(message);
  const Error error = takeError(reader);
  EXPECT_EQ(error.code, ErrorCode::unsupported);
  EXPECT_EQ(error.message, "no such thing");
  const EngineInfo info = takeInfo(reader);
  EXPECT_EQ(info.name + info.device + info.isa + info.detail, "cudaa GPUsm_90");
  EXPECT_EQ(takeParts(reader), (PartTimes{{"cuda.wait", 0.5}, {"cuda.upload", 0.25}}));
  EXPECT_TRUE(reader.complete());
}

TEST(Messages, AnErrorOfAnyLengthFitsAndAnUnknownCodeIsInternal) {
  process::MessageWriter message;
  putError(message, {static_cast<ErrorCode>(77), std::string(1 << 20, 'x')});
  EXPECT_LT(message.bytes().size(), std::size_t{8} << 10);
  process::MessageReader reader = readerOf(message);
  EXPECT_EQ(takeError(reader).code, ErrorCode::internal);
  EXPECT_TRUE(reader.complete());
}

TEST(Messages, AScanCutAnywhereOrWithSomethingBehindItIsNotComplete) {
  process::MessageWriter message;
  putScan(message, fullScan());
  for (std::size_t size = 0; size < message.bytes().size(); ++size) {
    process::MessageReader reader(
        {message.bytes().begin(), message.bytes().begin() + static_cast<std::ptrdiff_t>(size)});
    (void)takeScan(reader);
    EXPECT_FALSE(reader.complete()) << size;
  }
  message.put(std::uint8_t{0});
  process::MessageReader reader = readerOf(message);
  (void)takeScan(reader);
  EXPECT_FALSE(reader.complete());
}

TEST(Messages, CountsAndLengthsOfGarbageAskForNoMoreThanTheMessageHas) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::byte> bytes(random() % 200);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    process::MessageReader scans(bytes);
    EXPECT_LE(takeScan(scans).quick.glare.blobs.size(), bytes.size() / sizeof(Rect));
    process::MessageReader texts(bytes);
    EXPECT_LE(texts.takeText().size(), bytes.size());
    process::MessageReader parts(bytes);
    EXPECT_LE(takeParts(parts).size(), bytes.size() / sizeof(double));
  }
}

}  // namespace
}  // namespace gradevault::device_process
