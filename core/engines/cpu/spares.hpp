#pragma once

#include <algorithm>
#include <iterator>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace gradevault::cpu {

/// Objects that are dear to make and are handed back after use. Safe from several threads; must outlive what it lends.
template <class T>
class Spares {
 public:
  struct Return {
    Spares* home = nullptr;
    void operator()(T* object) const noexcept { home->take(object); }
  };
  using Lent = std::unique_ptr<T, Return>;

  [[nodiscard]] Lent lend() {
    return lend([](const T&) { return true; });
  }
  /// One of those that `fits(object)` says true of, or a new one: memory of another size would be given back and taken anew.
  template <class Fits>
  [[nodiscard]] Lent lend(const Fits& fits) {
    std::unique_ptr<T> object;
    {
      const std::lock_guard lock(mutex_);
      const auto found = std::find_if(free_.rbegin(), free_.rend(), [&](const auto& spare) { return fits(*spare); });
      if (found != free_.rend()) {
        object = std::move(*found);
        free_.erase(std::next(found).base());
      }
    }
    if (!object) object = std::make_unique<T>();
    return Lent(object.release(), Return{this});
  }

 private:
  void take(T* object) noexcept {
    std::unique_ptr<T> owned(object);
    try {
      const std::lock_guard lock(mutex_);
      free_.push_back(std::move(owned));
    } catch (...) {
      // No room to remember it: it goes.
    }
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> free_;
};

}  // namespace gradevault::cpu
