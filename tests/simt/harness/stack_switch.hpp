#pragma once

#include <cstddef>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

namespace gradevault::simt {

/// Tells the address sanitizer that execution leaves one stack for another; nothing without it.
class StackSwitch {
 public:
  /// Before the jump to the stack of `bytes` from `bottom` on.
  void leave([[maybe_unused]] const void* bottom, [[maybe_unused]] std::size_t bytes) {
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_start_switch_fiber(&kept_, bottom, bytes);
#endif
  }
  /// After a jump back to the stack that `leave` left.
  void comeBack() {
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_finish_switch_fiber(kept_, nullptr, nullptr);
#endif
  }
  /// The same on the new stack's side; `bottom` and `bytes` get the stack that execution came from.
  void arrive([[maybe_unused]] const void*& bottom, [[maybe_unused]] std::size_t& bytes,
              [[maybe_unused]] bool first) {
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_finish_switch_fiber(first ? nullptr : kept_, &bottom, &bytes);
#endif
  }

 private:
  [[maybe_unused]] void* kept_ = nullptr;
};

}  // namespace gradevault::simt
