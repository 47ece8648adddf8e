#pragma once

#include <array>
#include <cstdint>
#include <ostream>

#include "pictures/pictures.hpp"

namespace gradevault::testing {

/// All stage hashes of three frames of integerFilm(size, seed, …), hashed in their order.
struct RecordedHash {
  Size size;
  unsigned seed;
  std::uint64_t hash;
};

inline void PrintTo(const RecordedHash& recorded, std::ostream* out) {
  *out << recorded.size << ", seed " << recorded.seed;
}

/// What the reference gave on x86-64 with GCC 12, and equally with Clang 14, for AArch64 and as WebAssembly.
/// The same bits are asked of every engine, instruction set, compiler and machine; they may change only
/// together with the definition of a stage.
inline constexpr std::array<RecordedHash, 23> recordedHashes{{
    {{1, 1}, 1, 0x3FE359F933BDD93A},       {{1, 1}, 2, 0x13F8DCE893E06E20},
    {{3, 3}, 1, 0x5B5573FAD54FAD78},       {{3, 3}, 2, 0xD6244325F532E7B6},
    {{3, 3}, 3, 0x959B186C1A01C4D3},       {{1, 19}, 1, 0x974D182BCA07C312},
    {{23, 1}, 1, 0xF55FA5684B3CCEBD},      {{17, 31}, 1, 0xB16EC1B6E95B55E7},
    {{17, 31}, 2, 0x55B85A7D06DBAF94},     {{17, 31}, 3, 0xFE77D351B772FE53},
    {{65, 63}, 1, 0xB94056F16E5593BE},     {{65, 63}, 2, 0x5CC9552393667F3B},
    {{65, 63}, 3, 0x172DDA3891BB40E9},     {{127, 97}, 1, 0x5713152ECC620112},
    {{127, 97}, 2, 0x772769C30F21E26C},    {{127, 97}, 3, 0xF581AFAF51ADE016},
    {{131, 257}, 1, 0xB4571810275F1B34},   {{640, 480}, 1, 0xA840C715E610119C},
    {{640, 480}, 2, 0xFC6191BA9F2A2E83},   {{1021, 509}, 1, 0x6932A88E38DFD08B},
    {{1411, 37}, 1, 0x631FC6D9FFE6E7E1},   {{3001, 19}, 1, 0x421764E2FEA6CF51},
    {{1920, 1080}, 1, 0xD0E80514A99EFE02},
}};

}  // namespace gradevault::testing
