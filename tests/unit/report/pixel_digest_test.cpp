#include <gtest/gtest.h>

#include <set>

#include "gradevault/digest.hpp"

namespace gradevault::testing {
namespace {

// Expected values: sha256sum over the bytes that digest.hpp describes, written with printf.
TEST(PixelDigest, IsThatOfTheHeaderAndTheRows) {
  const std::vector<std::uint8_t> grey{1, 2, 3, 4, 5, 6};
  EXPECT_EQ(pixelDigest(ImageView<const std::uint8_t>(grey.data(), 3, 2, 3)),
            "00b7d61b149524317b619b84783fdce2f3c9d1902e0f25b5cfb156894d974def");
  const std::vector<std::uint16_t> deep{0x0102, 0xfffe};
  EXPECT_EQ(pixelDigest(ImageView<const std::uint16_t>(deep.data(), 2, 1, 2)),
            "27c80087112aad5503deb1e6b69d4680cf6a7d2449727bc2ece0479549bb5a16");
}

TEST(PixelDigest, DoesNotSeeTheStride) {
  const std::vector<std::uint8_t> tight{1, 2, 3, 4};
  const std::vector<std::uint8_t> padded{1, 2, 99, 3, 4, 98};
  EXPECT_EQ(pixelDigest(ImageView<const std::uint8_t>(tight.data(), 2, 2, 2)),
            pixelDigest(ImageView<const std::uint8_t>(padded.data(), 2, 2, 3)));
}

TEST(PixelDigest, SeesShapeChannelsDepthAndEveryPixel) {
  const std::vector<std::uint8_t> bytes(12);
  const std::vector<std::uint16_t> words(6);
  std::vector<std::uint8_t> lastChanged(12);
  lastChanged.back() = 1;
  const std::set<std::string> digests{
      pixelDigest(ImageView<const std::uint8_t>(bytes.data(), 12, 1, 12)),
      pixelDigest(ImageView<const std::uint8_t>(bytes.data(), 1, 12, 1)),
      pixelDigest(ImageView<const std::uint8_t>(bytes.data(), 4, 1, 12, 3)),
      pixelDigest(ImageView<const std::uint16_t>(words.data(), 6, 1, 6)),
      pixelDigest(ImageView<const std::uint8_t>(lastChanged.data(), 12, 1, 12)),
      pixelDigest(ImageView<const std::uint8_t>(bytes.data(), 0, 12, 0)),
      pixelDigest(ImageView<const std::uint8_t>(bytes.data(), 12, 0, 12)),
  };
  EXPECT_EQ(digests.size(), 7U);
}

}  // namespace
}  // namespace gradevault::testing
