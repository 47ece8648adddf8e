#include "kernel_name.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <typeinfo>

namespace gradevault::bench {
namespace {

std::string typeName(const std::type_info& type) {
  int failed = 0;
  const std::unique_ptr<char, void (*)(void*)> name(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &failed), std::free);
  std::string text = failed == 0 ? name.get() : type.name();
  const std::string prefix = "gradevault::cuda::";
  for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
    text.erase(at, prefix.size());
  }
  return text;
}

std::string sizeOf(const auto& planes) {
  return " " + std::to_string(planes.width) + "x" + std::to_string(planes.height);
}

/// Of what the kernel makes, where a member says it, else of what it reads.
template <class Kernel>
std::string workSize(const Kernel& kernel) {
  if constexpr (requires { kernel.expansions.width(); }) {
    return " " + std::to_string(kernel.expansions.width()) + "x" + std::to_string(kernel.expansions.height());
  } else if constexpr (requires { kernel.level.width; }) {
    return sizeOf(kernel.level);
  } else if constexpr (requires { kernel.quick; }) {
    return sizeOf(kernel.quick);
  } else if constexpr (requires { kernel.labels; }) {
    return sizeOf(kernel.labels);
  } else if constexpr (requires { kernel.luma; }) {
    return sizeOf(kernel.luma);
  } else {
    return "";
  }
}

}  // namespace

std::string kernelName(const cuda::AnyKernel& kernel) {
  return std::visit([](const auto& known) { return typeName(typeid(known)) + workSize(known); }, kernel);
}

}  // namespace gradevault::bench
