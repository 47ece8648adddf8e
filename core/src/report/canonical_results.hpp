#pragma once

#include <string_view>

#include "gradevault/report.hpp"

namespace gradevault {

/// Takes the canonical results one by one, each with its JSON pointer in the report. A pointer lives during
/// the call.
class ResultSink {
 public:
  virtual ~ResultSink() = default;
  virtual void number(std::string_view pointer, double value) = 0;
  virtual void text(std::string_view pointer, std::string_view value) = 0;
  virtual void flag(std::string_view pointer, bool value) = 0;
  virtual void null(std::string_view pointer) = 0;
};

/// Walks everything that counts as result, in a fixed order: the one list behind the digest and the
/// comparison. docs/decisions/0004-result-digest.md gives the reasons.
void visitResults(const Report& report, ResultSink& sink);

}  // namespace gradevault
