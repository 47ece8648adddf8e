#pragma once

#include <array>

#include "gradevault/options.hpp"

namespace gradevault::report_json {

inline constexpr std::array profiles{Profile::quick, Profile::precise};
inline constexpr std::array itemTypes{ItemType::comic, ItemType::card, ItemType::toy};
inline constexpr std::array sides{Side::front, Side::back};

}  // namespace gradevault::report_json
