#pragma once

#include <array>

namespace gradevault {

/// Pixels on each side that the polynomial expansion looks at (poly_n).
inline constexpr int polynomialRadius = 5;

using PolynomialTaps = std::array<float, polynomialRadius + 1>;

// The least-squares fit of c + bx·x + by·y + axx·x² + ayy·y² + axy·x·y under the weight g(x)·g(y), g a
// Gaussian of sigma 1.2 cut at ± 5 and normalised, with moments m2 = Σ g·x² and m4 = Σ g·x⁴. The fit's matrix
// is inverted by hand (the functions 1, x, y, x² − m2, y² − m2, x·y are orthogonal under the weight), which
// leaves three filters; each coefficient is one of them along x and one along y. Tap k stands for ± k.
// Computed in double precision, rounded once (tests/unit/flow/taps_test.cpp computes them again). Farnebäck,
// "Two-frame motion estimation based on polynomial expansion", 2003.

/// g(k): even.
inline constexpr PolynomialTaps smoothTaps{0x1.546e7ep-2F, 0x1.e1217cp-3F,  0x1.538cacp-4F,
                                           0x1.dea402p-7F, 0x1.50eab6p-10F, 0x1.d9b2eep-15F};

/// k·g(k) / m2: odd, negative for −k.
inline constexpr PolynomialTaps slopeTaps{0x0p0F,         0x1.4e2388p-3F, 0x1.d79ffep-4F,
                                          0x1.f29d38p-6F, 0x1.d3f7e2p-9F, 0x1.9b38cap-13F};

/// (k² − m2)·g(k) / (m4 − m2²): even.
inline constexpr PolynomialTaps curvatureTaps{-0x1.d922fcp-4F, -0x1.98954ap-6F, 0x1.a38406p-5F,
                                              0x1.b4954p-6F,   0x1.27edc2p-8F,  0x1.50a0aep-12F};

}  // namespace gradevault
