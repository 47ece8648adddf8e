#include "align/feature_matches.hpp"

#include <opencv2/features2d.hpp>

#include "rectify/mat_view.hpp"

namespace gradevault {
namespace {

struct Features {
  std::vector<cv::KeyPoint> points;
  cv::Mat descriptors;
};

Features detect(GrayView luma, GrayView valid, int count, int fastThreshold) {
  const auto orb = cv::ORB::create(count, 1.2F, 8, 31, 0, 2, cv::ORB::HARRIS_SCORE, 31, fastThreshold);
  Features found;
  orb->detectAndCompute(matOver(luma), matOver(valid), found.points, found.descriptors);
  return found;
}

}  // namespace

FeatureMatches matchFeatures(GrayView frame, GrayView frameValid, GrayView reference, GrayView referenceValid,
                             int features) {
  constexpr std::size_t few = 200;
  Features there = detect(frame, frameValid, features, 20);
  Features here = detect(reference, referenceValid, features, 20);
  if (there.points.size() < few || here.points.size() < few) {
    there = detect(frame, frameValid, features, 5);
    here = detect(reference, referenceValid, features, 5);
  }
  FeatureMatches result;
  if (there.points.empty() || here.points.empty()) return result;
  std::vector<cv::DMatch> matches;
  cv::BFMatcher(cv::NORM_HAMMING, true).match(there.descriptors, here.descriptors, matches);
  for (const cv::DMatch& match : matches) {
    result.frame.push_back(there.points[static_cast<std::size_t>(match.queryIdx)].pt);
    result.reference.push_back(here.points[static_cast<std::size_t>(match.trainIdx)].pt);
  }
  return result;
}

}  // namespace gradevault
