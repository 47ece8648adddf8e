#pragma once

#include <opencv2/core.hpp>

#include "item.hpp"
#include "random.hpp"

namespace gradevault::film {

/// Draws what is printed on the item: CV_8UC3, BGR, of item.flatSize(); no light, no damage. Colours and
/// layout follow the random stream, the layout's kind follows item.side.
cv::Mat drawArtwork(const Item& item, Random& random);

cv::Mat drawComic(const Item& item, Random& random);
cv::Mat drawCard(const Item& item, Random& random);
cv::Mat drawToyBox(const Item& item, Random& random);

}  // namespace gradevault::film
