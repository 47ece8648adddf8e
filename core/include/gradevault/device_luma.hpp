#pragma once

#include <cstdint>

#include "gradevault/geometry.hpp"
#include "gradevault/luma.hpp"

namespace gradevault {

/// A decoded picture's Y plane as a decoder left it in a GPU's memory (NV12, P010, P016), coded orientation.
/// An engine reads it in place and makes of it what lumaFrom8Bit and lumaFrom16Bit make of the same numbers
/// in host memory.
struct DeviceLuma {
  std::uint64_t address = 0;  ///< of the first sample, in the context of Engine::lumaDevice
  std::int64_t stride = 0;    ///< bytes from one row to the next; even where samples are words
  Size size;                  ///< px
  int bits = 8;  ///< 8: bytes; 9 … 16: significant bits, in the high bits of native 16-bit words
  LumaRange range = LumaRange::limited;
};

/// Where a decoder has to put its pictures for an engine to read them in place.
struct LumaDevice {
  std::uint64_t context =
      0;  ///< the driver's handle of the context in which the engine works (CUDA: the CUcontext)
};

}  // namespace gradevault
