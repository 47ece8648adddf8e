#include <algorithm>
#include <array>
#include <limits>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "foreignness.hpp"

namespace gradevault::item {
namespace {

constexpr int clusterCount = 4;

struct Cluster {
  cv::Vec3d mean;
  cv::Matx33d precision;  ///< inverse covariance
  std::size_t members = 0;
};

std::vector<cv::Vec3f> borderColours(const cv::Mat& lab) {
  const int band = std::max(1, static_cast<int>(0.06 * std::min(lab.cols, lab.rows)));
  std::vector<cv::Vec3f> colours;
  for (int y = 0; y < lab.rows; y += 2) {
    const bool edgeRow = y < band || y >= lab.rows - band;
    for (int x = 0; x < lab.cols; x += 2) {
      if (edgeRow || x < band || x >= lab.cols - band) colours.push_back(lab.at<cv::Vec3f>(y, x));
    }
  }
  return colours;
}

std::size_t nearestMean(const cv::Vec3d& colour, const std::array<cv::Vec3d, clusterCount>& means) {
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < means.size(); ++k) {
    const cv::Vec3d difference = colour - means[k];
    const double squared = difference.dot(difference);
    if (squared < least) {
      least = squared;
      best = k;
    }
  }
  return best;
}

/// k-means from fixed starts (quantiles of lightness), so that every run is the same.
std::vector<Cluster> clustersOf(std::vector<cv::Vec3f> colours) {
  std::stable_sort(colours.begin(), colours.end(),
                   [](const cv::Vec3f& p, const cv::Vec3f& q) { return p[0] < q[0]; });
  std::array<cv::Vec3d, clusterCount> means;
  for (std::size_t k = 0; k < means.size(); ++k) {
    means[k] = cv::Vec3d(colours[(2 * k + 1) * colours.size() / (2 * clusterCount)]);
  }
  for (int round = 0; round < 8; ++round) {
    std::array<cv::Vec3d, clusterCount> sums{};
    std::array<std::size_t, clusterCount> members{};
    for (const cv::Vec3f& colour : colours) {
      const std::size_t k = nearestMean(colour, means);
      sums[k] += cv::Vec3d(colour);
      ++members[k];
    }
    for (std::size_t k = 0; k < means.size(); ++k) {
      if (members[k] > 0) means[k] = sums[k] * (1.0 / static_cast<double>(members[k]));
    }
  }
  std::array<Cluster, clusterCount> clusters;
  std::array<cv::Matx33d, clusterCount> scatter;
  scatter.fill(cv::Matx33d::zeros());
  for (const cv::Vec3f& colour : colours) {
    const std::size_t k = nearestMean(colour, means);
    const cv::Vec3d d = cv::Vec3d(colour) - means[k];
    scatter[k] += cv::Matx31d(d[0], d[1], d[2]) * cv::Matx13d(d[0], d[1], d[2]);
    ++clusters[k].members;
  }
  std::vector<Cluster> kept;
  for (std::size_t k = 0; k < clusters.size(); ++k) {
    // A cluster of a few per cent is more likely a piece of the item or a shadow than the table.
    if (clusters[k].members < colours.size() / 25 + 1) continue;
    clusters[k].mean = means[k];
    const cv::Matx33d covariance = scatter[k] * (1.0 / static_cast<double>(clusters[k].members));
    // The light falls off towards the middle or the border: 3 units of lightness, 1.5 of colour are always
    // allowed.
    clusters[k].precision = (covariance + cv::Matx33d::diag(cv::Vec3d(9, 2.25, 2.25))).inv();
    kept.push_back(clusters[k]);
  }
  return kept;
}

}  // namespace

cv::Mat colourForeignness(const cv::Mat& smoothLab) {
  const std::vector<Cluster> clusters = clustersOf(borderColours(smoothLab));
  cv::Mat map(smoothLab.size(), CV_32FC1);
  for (int y = 0; y < smoothLab.rows; ++y) {
    const auto* row = smoothLab.ptr<cv::Vec3f>(y);
    float* out = map.ptr<float>(y);
    for (int x = 0; x < smoothLab.cols; ++x) {
      double least = std::numeric_limits<double>::max();
      for (const Cluster& cluster : clusters) {
        const cv::Vec3d d = cv::Vec3d(row[x]) - cluster.mean;
        least = std::min(least, d.dot(cluster.precision * d));
      }
      out[x] = static_cast<float>(least / (least + 9));
    }
  }
  return map;
}

}  // namespace gradevault::item
