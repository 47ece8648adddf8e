#include "gradevault/feedback.hpp"

namespace gradevault {
namespace {

std::string at(std::string_view place) {
  return (place == "centre" ? " in the " : " at the ") + std::string(place);
}

}  // namespace

std::string_view name(Hint hint) noexcept {
  switch (hint) {
    case Hint::good:
      return "good";
    case Hint::show_item:
      return "show_item";
    case Hint::hold_still:
      return "hold_still";
    case Hint::closer:
      return "closer";
    case Hint::farther:
      return "farther";
    case Hint::more_light:
      return "more_light";
    case Hint::less_light:
      return "less_light";
    case Hint::glare:
      return "glare";
    case Hint::tilt:
      return "tilt";
    case Hint::focus:
      return "focus";
  }
  return "show_item";
}

std::string sentence(Hint hint, std::string_view place) {
  const bool placed = !place.empty();
  switch (hint) {
    case Hint::good:
      return "good: go on like this";
    case Hint::show_item:
      return "show the whole item" + (placed ? ": it is cut off" + at(place) : std::string());
    case Hint::hold_still:
      return "hold the phone still";
    case Hint::closer:
      return "move closer";
    case Hint::farther:
      return "move farther away, until the whole item is in the picture";
    case Hint::more_light:
      return "turn on more light";
    case Hint::less_light:
      return "use less light, or lower the exposure";
    case Hint::glare:
      return "glare" + (placed ? at(place) : std::string()) + ": move the lamp or yourself";
    case Hint::tilt:
      return "hold the phone flat above the item" +
             (placed ? ": its " + std::string(place) + " is farther away" : std::string());
    case Hint::focus:
      return "tap the item to focus, or move back a little";
  }
  return {};
}

}  // namespace gradevault
