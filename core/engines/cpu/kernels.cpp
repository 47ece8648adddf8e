// The kernels, once for every instruction set: Highway includes this file again for each of them.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels.cpp"
#include "instruction_sets.hpp"
//
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>

#include "kernels.hpp"
#include "kernels/average-inl.hpp"
#include "kernels/expansion-inl.hpp"
#include "kernels/frame_score-inl.hpp"
#include "kernels/level_luma-inl.hpp"
#include "kernels/merged_score-inl.hpp"
#include "kernels/scan_counts-inl.hpp"
#include "kernels/score_mask-inl.hpp"
#include "kernels/stripe_flow-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace gradevault::cpu::HWY_NAMESPACE {

const Kernels* kernels() {
  static const Kernels table{.isa = isaName,
                             .levelLuma = &levelLuma,
                             .expand = &expand,
                             .flow = &stripeFlow,
                             .laplacian = &laplacianTotals,
                             .exposure = &exposureTotals,
                             .countFrom = &countFrom,
                             .bitsFrom = &bitsFrom,
                             .average = &average,
                             .ridges = &ridges,
                             .cannyLayer = &cannyLayer,
                             .responses = &responses,
                             .maxima = &maxima,
                             .frameScore = &frameScore,
#if HWY_HAVE_FLOAT64
                             .largestSpread = &largestSpread,
                             .mergeScores = &mergeScores,
#else  // Highway 1.0 has no vectors of doubles for WebAssembly
                             .largestSpread = nullptr,
                             .mergeScores = nullptr,
#endif
                             .scoreSums = &scoreSums,
                             .scoresOver = &scoresOver,
                             .closeMask = &closeMask};
  return &table;
}

}  // namespace gradevault::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace gradevault::cpu {

const std::vector<const Kernels*>& availableKernels() {
  static const std::vector<const Kernels*> available = [] {
    std::vector<const Kernels*> found;
#if HWY_TARGETS == HWY_STATIC_TARGET
    [[maybe_unused]] const std::int64_t here = HWY_TARGETS;  // what the compiler may use anyway: nothing to ask, nor Highway's library to link
#else
    const std::int64_t here = hwy::SupportedTargets();
#endif
#define GRADEVAULT_ADD(target, space) \
  if ((here & (target)) != 0) found.push_back(space::kernels())
#if HWY_TARGETS & HWY_AVX3
    GRADEVAULT_ADD(HWY_AVX3, N_AVX3);
#endif
#if HWY_TARGETS & HWY_AVX2
    GRADEVAULT_ADD(HWY_AVX2, N_AVX2);
#endif
#if HWY_TARGETS & HWY_SSE4
    GRADEVAULT_ADD(HWY_SSE4, N_SSE4);
#endif
#if HWY_TARGETS & HWY_NEON
    GRADEVAULT_ADD(HWY_NEON, N_NEON);
#endif
#if HWY_TARGETS & HWY_WASM
    GRADEVAULT_ADD(HWY_WASM, N_WASM);
#endif
#undef GRADEVAULT_ADD
    return found;
  }();
  return available;
}

}  // namespace gradevault::cpu
#endif
