#include "kernels/read_surface.cuh"
#include "gradevault/luma.hpp"
#include "kernel_test.hpp"

namespace gradevault {
namespace {

using ReadSurface = testing::KernelTest;

constexpr std::array<LumaRange, 2> ranges{LumaRange::limited, LumaRange::full};

TEST_P(ReadSurface, BytesAsTheCoreDoes) {
  for (const Size size : testing::smallSizes) {
    const GrayImage picture = testing::noise(size, 5);
    const auto surface = stack<unsigned char>(size, 1);
    const auto luma = stack<unsigned char>(size, 1);
    put(surface, 0, picture);
    for (const LumaRange range : ranges) {
      const cuda::ReadSurface<unsigned char> read{plane(readOnly(surface)), plane(luma), 8,
                                                  range == LumaRange::limited};
      run(read, read.grid());
      GrayImage expected(size.width, size.height);
      lumaFrom8Bit(picture.view(), range, expected.view());
      EXPECT_EQ(get(luma, 0), expected) << size;
    }
  }
}

TEST_P(ReadSurface, EveryByteAndEveryTenBitNumberAsTheCoreDoes) {
  for (const int bits : {8, 9, 10, 12, 16}) {
    const Size size{256, bits == 8 ? 1 : (1 << std::min(bits, 13)) / 256};
    Image<std::uint16_t> numbers(size.width, size.height);
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        numbers.at(x, y) = static_cast<std::uint16_t>((y * 256 + x) << std::max(0, bits - 13));
      }
    }
    for (const LumaRange range : ranges) {
      GrayImage expected(size.width, size.height);
      const auto luma = stack<unsigned char>(size, 1);
      if (bits == 8) {
        GrayImage bytes(size.width, size.height);
        for (int x = 0; x < size.width; ++x) bytes.at(x, 0) = static_cast<std::uint8_t>(numbers.at(x, 0));
        lumaFrom8Bit(bytes.view(), range, expected.view());
        const auto surface = stack<unsigned char>(size, 1);
        put(surface, 0, bytes);
        const cuda::ReadSurface<unsigned char> read{plane(readOnly(surface)), plane(luma), 8,
                                                    range == LumaRange::limited};
        run(read, read.grid());
      } else {
        lumaFrom16Bit(numbers.view(), bits, range, expected.view());
        Image<std::uint16_t> high = numbers;
        for (int y = 0; y < size.height; ++y) {
          for (int x = 0; x < size.width; ++x)
            high.at(x, y) = static_cast<std::uint16_t>(numbers.at(x, y) << (16 - bits));
        }
        const auto surface = stack<unsigned short>(size, 1);
        put(surface, 0, high);
        const cuda::ReadSurface<unsigned short> read{plane(readOnly(surface)), plane(luma), bits,
                                                     range == LumaRange::limited};
        run(read, read.grid());
      }
      EXPECT_EQ(get(luma, 0), expected) << bits << " bits";
    }
  }
}

GRADEVAULT_ON_EVERY_DEVICE(ReadSurface);

}  // namespace
}  // namespace gradevault
