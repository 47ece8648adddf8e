#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

#include "setting.hpp"

/// Settings of each kind of value; parsing writes into the member given, showing reads it.
namespace gradevault::settings {

inline constexpr double unlimited = std::numeric_limits<double>::infinity();

/// A whole number; both ends belong to it.
[[nodiscard]] Setting wholeNumber(std::string name, int& value, int minimum, int maximum, std::string unit,
                                  std::string description);
[[nodiscard]] Setting wholeNumber(std::string name, std::int64_t& value, std::int64_t minimum,
                                  std::int64_t maximum, std::string unit, std::string description);
[[nodiscard]] Setting number(std::string name, double& value, double minimum, double maximum,
                             std::string unit, std::string description);
/// Seconds for people, milliseconds in the member.
[[nodiscard]] Setting seconds(std::string name, std::int64_t& milliseconds, double minimum, double maximum,
                              std::string description);
/// Bytes: a whole number, or one with K, M, G or T (powers of 1024).
[[nodiscard]] Setting bytes(std::string name, std::int64_t& value, std::int64_t minimum,
                            std::string description);
/// on or off.
[[nodiscard]] Setting onOff(std::string name, bool& value, std::string description);
[[nodiscard]] Setting choice(std::string name, std::string& value, std::vector<std::string> words,
                             std::string description);
[[nodiscard]] Setting text(std::string name, std::string& value, std::string values, std::string description);
[[nodiscard]] Setting path(std::string name, std::filesystem::path& value, std::string values,
                           std::string description);
[[nodiscard]] Setting list(std::string name, std::vector<std::string>& value, std::string values,
                           std::string description);

/// The shortest text that reads back as the same number.
[[nodiscard]] std::string shown(double value);

}  // namespace gradevault::settings
