#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/engine.hpp"
#include "gradevault/executor.hpp"
#include "gradevault/result.hpp"

namespace gradevault::device_process {

/// What the child's program brings.
struct Program {
  /// The engine of that name, made in this process.
  std::function<Result<std::unique_ptr<Engine>>(std::string_view engine, const EngineRequest& request)>
      makeEngine;
  /// An executor with as many threads as the parent's has.
  std::function<std::unique_ptr<Executor>(int threads)> makeExecutor;
  /// What the devices of that engine are, in words; absent when nobody asks.
  std::function<Result<std::vector<std::string>>(std::string_view engine)> listDevices = nullptr;
};

/// The child's side of device_process.hpp: answers on descriptor 3 until the parent closes its end. From
/// here on the process is killed when the thread that started it ends.
/// Errors: invalid_argument when descriptor 3 is not such a parent's, as when somebody runs the program by
/// hand.
[[nodiscard]] Status serve(const Program& program);

}  // namespace gradevault::device_process
