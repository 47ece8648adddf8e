#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "own_flow.hpp"
#include "pictures/pictures.hpp"
#include "scan/motion.hpp"

namespace gradevault {
namespace {

/// Noise averaged over 7×7 px: a texture made of integers only, so equal on every machine.
GrayImage texture(Size size) {
  const GrayImage grain = testing::noise({size.width + 6, size.height + 6}, 81);
  GrayImage out(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      int sum = 0;
      for (int i = 0; i < 49; ++i) sum += grain.at(x + i % 7, y + i / 7);
      out.at(x, y) = static_cast<std::uint8_t>(std::clamp((sum / 49 - 128) * 4 + 128, 0, 255));
    }
  }
  return out;
}

std::uint64_t fnv1a(const FloatImage& flow) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const float component : flow.pixels()) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, &component, sizeof bits);
    for (int shift = 0; shift < 32; shift += 8) hash = (hash ^ ((bits >> shift) & 0xFFU)) * 0x100000001B3;
  }
  return hash;
}

struct Recorded {
  Size size;
  FlowSettings settings;
  std::uint64_t hash;
  std::int64_t lengthSum;
};

/// What the reference gave with GCC 12, and equally with Clang 14, on x86-64 when it was written. These bits
/// are the contract for every engine, compiler and machine; they may change only together with the
/// definition.
TEST(FlowBits, AreTheRecordedOnes) {
  const GrayImage picture = texture({400, 300});
  for (const Recorded& expected :
       {Recorded{{1, 1}, {}, 0xA8C7F832281A39C5, 0}, Recorded{{17, 31}, {}, 0xD05A3C173D8C9E71, 1990758641},
        Recorded{{65, 63}, {}, 0x7840D6336BFABF50, 15504401399},
        Recorded{{389, 293}, {}, 0x62FFAD300A332DE1, 431017567026},
        Recorded{{389, 293}, {1, 9, 2}, 0xFAB356EA6A6F3A1F, 431167438604},
        Recorded{{389, 293}, {8, 33, 1}, 0xD824090D6506E2A6, 430957870788}}) {
    const GrayImage before(picture.view().cropped({4, 3, expected.size.width, expected.size.height}));
    const GrayImage now(picture.view().cropped({1, 5, expected.size.width, expected.size.height}));
    const FloatImage flow = testing::ownFlow(before, now, expected.settings);
    EXPECT_EQ(fnv1a(flow), expected.hash)
        << std::hex << "0x" << fnv1a(flow) << std::dec << ' ' << expected.size;
    EXPECT_EQ(flowLengthSum(flow.view()), expected.lengthSum) << expected.size;
  }
}

}  // namespace
}  // namespace gradevault
