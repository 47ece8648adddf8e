#pragma once

#include <vector>

#include "edge_layer.hpp"
#include "foreignness.hpp"
#include "line.hpp"

namespace gradevault::item {

/// Straight lines in a layer's thin edges, strongest first, at most `most`: a Hough transform in which a
/// pixel votes only for directions within 4.5° of its own gradient's (O'Gorman and Clowes, 1976), with its
/// evidence as weight, so that a weak but long side collects more than a strong short one. The pixels of a
/// found line are taken out before the next is looked for, and the line is fitted to them. Work px.
[[nodiscard]] std::vector<Line> findLines(const EdgeLayer& layer, const Foreignness& foreignness, int most);

}  // namespace gradevault::item
