#pragma once

#include <map>
#include <string>

#include "gradevault/clock.hpp"

namespace gradevault {

/// Adds the time until it goes out of scope to `timings[name]`, in s.
class Stopwatch {
 public:
  Stopwatch(const Clock& clock, std::map<std::string, double>& timings, std::string name)
      : clock_(clock), total_(timings[std::move(name)]), start_(clock.seconds()) {}
  ~Stopwatch() { total_ += clock_.seconds() - start_; }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  const Clock& clock_;
  double& total_;
  double start_;
};

}  // namespace gradevault
