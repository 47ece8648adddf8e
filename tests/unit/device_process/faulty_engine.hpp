#pragma once

#include <memory>
#include <string>

#include "gradevault/engine.hpp"

namespace gradevault::testing {

/// The fault hook: what goes wrong in the child, and when. Exists in tests only.
struct Fault {
  /// list (the devices), start, scanner, scan, release (a scanner is given back), maps; anything else: never
  std::string stage;
  /// hang, stop, abort, segfault, exit, throw, internal, unsupported, garbage, half (an answer; dies within
  /// it), short (a valid answer with nothing in it), stale (an answer to another question)
  std::string kind;
  int frame = 0;  ///< for stage scan: the frame of the scanner whose call fails
};

/// Does what `fault` says if the time has come; an error is the engine's to return.
[[nodiscard]] Status suffer(const Fault& fault, const std::string& stage);

/// `engine` under the name cuda and on another device, with the fault in it.
[[nodiscard]] std::unique_ptr<Engine> makeFaultyEngine(std::unique_ptr<Engine> engine, const Fault& fault);

}  // namespace gradevault::testing
