#include <gtest/gtest.h>

#include <cstring>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "range_cuts.hpp"

namespace gradevault::media {
namespace {

/// Where ranges of one packet or more would begin, among packets given as bytes.
class Cuts {
 public:
  explicit Cuts(AVCodecID codec, std::string extradata = {}) : extradata_(std::move(extradata)) {
    parameters_->codec_id = codec;
    parameters_->extradata =
        static_cast<std::uint8_t*>(av_mallocz(extradata_.size() + AV_INPUT_BUFFER_PADDING_SIZE));
    std::memcpy(parameters_->extradata, extradata_.data(), extradata_.size());
    parameters_->extradata_size = static_cast<int>(extradata_.size());
  }

  std::vector<int> among(const std::vector<std::string>& packets, int shortest = 1) {
    RangeCuts cuts(*parameters_, shortest);
    std::vector<int> found;
    for (std::size_t i = 0; i < packets.size(); ++i) {
      const PacketHandle packet(av_packet_alloc());
      if (av_new_packet(packet.get(), static_cast<int>(packets[i].size())) < 0) return {-1};
      std::memcpy(packet->data, packets[i].data(), packets[i].size());
      if (cuts.beginsRange(*packet)) found.push_back(static_cast<int>(i));
    }
    return found;
  }

 private:
  std::string extradata_;
  ParametersHandle parameters_{avcodec_parameters_alloc()};
};

std::string bytes(std::initializer_list<int> values) {
  std::string text;
  for (const int value : values) text.push_back(static_cast<char>(value));
  return text;
}

std::string unit(std::initializer_list<int> values) {
  return bytes({0, 0, 0, 1}) + bytes(values);
}

const std::string sets = unit({0x67, 66, 0, 30, 1}) + unit({0x68, 0xce});
const std::string idr = unit({0x65, 0x88, 1, 2, 3});
const std::string predicted = unit({0x41, 0x9a, 1, 2, 3});

TEST(RangeCuts, AreAtIdrPicturesThatBringTheirParameterSets) {
  EXPECT_EQ(Cuts(AV_CODEC_ID_H264).among({sets + idr, predicted, sets + idr, predicted, sets + idr}),
            (std::vector{2, 4}));
}

TEST(RangeCuts, AreNotWhereParameterSetsAreMissing) {
  EXPECT_EQ(Cuts(AV_CODEC_ID_H264).among({sets + idr, predicted, idr, predicted, sets + idr}),
            std::vector{4});
}

TEST(RangeCuts, AreNotAfterParameterSetsThatChanged) {
  const std::string others = unit({0x67, 66, 0, 31, 1}) + unit({0x68, 0xce});
  EXPECT_EQ(Cuts(AV_CODEC_ID_H264).among({sets + idr, predicted, others + idr, predicted, sets + idr}),
            std::vector<int>());
}

TEST(RangeCuts, NeedNoParameterSetsThatStandInTheSetUpData) {
  EXPECT_EQ(Cuts(AV_CODEC_ID_H264, sets).among({sets + idr, predicted, idr, predicted}), std::vector{2});
}

TEST(RangeCuts, AreNotAtOtherPicturesWhateverTheyCallThemselves) {
  const std::string recoveryPoint = unit({0x06, 6, 1, 0xc4, 0x80});
  const std::string intra = unit({0x61, 0x88, 1, 2, 3});
  const std::string secondSlice = unit({0x65, 0x48, 1, 2});
  EXPECT_EQ(Cuts(AV_CODEC_ID_H264, sets)
                .among({idr, recoveryPoint + intra, intra, idr + predicted, secondSlice, idr + idr,
                        bytes({1, 2, 3}), bytes({0, 0, 1}), predicted}),
            std::vector<int>());
}

TEST(RangeCuts, AreNotInStreamsOfAnEncoderWhoseErrorsTheDecoderHasToKnow) {
  const auto message = [](const std::string& build) {
    return unit({0x06, 5, 40}) + "0123456789abcdefx264 - core " + build + " - H.264";
  };
  EXPECT_EQ(Cuts(AV_CODEC_ID_H264, sets).among({message("164") + idr, predicted, idr}), std::vector{2});
  EXPECT_EQ(Cuts(AV_CODEC_ID_H264, sets).among({message("148") + idr, predicted, idr}), std::vector<int>());
}

TEST(RangeCuts, FollowLengthsInsteadOfStartCodes) {
  const std::string avcC = bytes({1, 66, 0, 30, 0xff, 0xe1, 0});
  const std::string lengthIdr = bytes({0, 0, 0, 5, 0x65, 0x88, 1, 2, 3});
  const std::string tooLong = bytes({0, 0, 0, 6, 0x65, 0x88, 1, 2, 3});
  EXPECT_EQ(Cuts(AV_CODEC_ID_H264, avcC).among({lengthIdr, lengthIdr, tooLong, lengthIdr}),
            (std::vector{1, 3}));
}

TEST(RangeCuts, AreAtIdrPicturesOfHevcThatLetEarlierPicturesBeShown) {
  const std::string idrWithLeading = unit({19 << 1, 1, 0x80, 1});
  const std::string idrAlone = unit({20 << 1, 1, 0x80, 1});
  const std::string discarding = unit({19 << 1, 1, 0xc0, 1});
  const std::string cleanRandomAccess = unit({21 << 1, 1, 0x80, 1});
  const std::string trailing = unit({1 << 1, 1, 0x80, 1});
  EXPECT_EQ(Cuts(AV_CODEC_ID_HEVC)
                .among({idrAlone, trailing, idrWithLeading, trailing, discarding, cleanRandomAccess, trailing,
                        idrAlone}),
            (std::vector{2, 7}));
}

TEST(RangeCuts, AreAtShownKeyFramesOfVp8AndVp9) {
  const std::string vp8Key = bytes({0x10, 0, 0, 0x9d, 1, 0x2a, 64, 0, 48, 0});
  const std::string vp8Inter = bytes({0x11, 0, 0, 0x9d, 1, 0x2a, 64, 0, 48, 0});
  const std::string vp8Hidden = bytes({0x00, 0, 0, 0x9d, 1, 0x2a, 64, 0, 48, 0});
  EXPECT_EQ(Cuts(AV_CODEC_ID_VP8).among({vp8Key, vp8Inter, vp8Hidden, vp8Key}), std::vector{3});
  const std::string vp9Key = bytes({0x82, 0x49, 0x83, 0x42, 0, 3, 0xf0, 2, 0xf0, 1});
  const std::string vp9Inter = bytes({0x86, 0x49, 0x83, 0x42, 0, 3, 0xf0, 2, 0xf0, 1});
  const std::string superframe = bytes({0x82, 0x49, 0x83, 0x42, 0, 3, 0xf0, 2, 0xf0, 0xc1});
  EXPECT_EQ(Cuts(AV_CODEC_ID_VP9).among({vp9Key, vp9Inter, superframe, vp9Key}), std::vector{3});
}

TEST(RangeCuts, AreAtShownKeyFramesOfAv1ThatBringTheirSequenceHeader) {
  const std::string delimiter = bytes({0x12, 0});
  const std::string sequence = bytes({0x0a, 2, 0x00, 1});
  const std::string key = bytes({0x32, 2, 0x10, 1});
  const std::string inter = bytes({0x32, 2, 0x30, 1});
  const std::string hiddenKey = bytes({0x32, 2, 0x00, 1});
  EXPECT_EQ(Cuts(AV_CODEC_ID_AV1)
                .among({delimiter + sequence + key, delimiter + inter, delimiter + key,
                        delimiter + sequence + hiddenKey, delimiter + sequence + key + key,
                        delimiter + sequence + key, bytes({0x32, 9, 0x10})}),
            std::vector{5});
}

TEST(RangeCuts, AreAtJpegPicturesThatBringTheirTables) {
  const std::string start = bytes({0xff, 0xd8});
  const std::string quantization = bytes({0xff, 0xdb, 0, 3, 1});
  const std::string huffman = bytes({0xff, 0xc4, 0, 3, 1});
  const std::string frame = bytes({0xff, 0xc0, 0, 3, 8});
  const std::string scan = bytes({0xff, 0xda, 0, 3, 1});
  EXPECT_EQ(Cuts(AV_CODEC_ID_MJPEG)
                .among({start + quantization + frame + scan, start + quantization + frame + scan}),
            std::vector{1})
      << "without Huffman tables anywhere the standard ones hold";
  EXPECT_EQ(Cuts(AV_CODEC_ID_MJPEG)
                .among({start + quantization + huffman + frame + scan, start + quantization + frame + scan,
                        start + huffman + frame + scan, start + quantization + huffman + frame + scan,
                        start + scan}),
            std::vector{3});
}

TEST(RangeCuts, LeaveRangesOfTheShortestLengthAtLeast) {
  EXPECT_EQ(Cuts(AV_CODEC_ID_H264, sets).among(std::vector<std::string>(20, idr), 6),
            (std::vector{6, 12, 18}));
}

}  // namespace
}  // namespace gradevault::media
