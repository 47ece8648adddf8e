#pragma once

#include <array>
#include <memory>
#include <string>

#include "host/device.hpp"

namespace gradevault::testing {

/// The devices that every kernel's test runs on: the harness with several schedules, and a CUDA device where
/// one answers.
inline constexpr std::array<const char*, 5> devicesUnderTest{"ascending", "descending", "shuffled1",
                                                             "shuffled2", "cuda"};

/// Null for "cuda" where there is none; `why` then begins with "no CUDA device".
[[nodiscard]] std::unique_ptr<cuda::Device> makeDeviceUnderTest(const std::string& name, std::string& why);

/// The same, a CUDA device, or null. One of two source files, as the build has it.
[[nodiscard]] std::unique_ptr<cuda::Device> makeCudaDeviceUnderTest(std::string& why);

}  // namespace gradevault::testing
