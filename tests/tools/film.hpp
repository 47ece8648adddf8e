#pragma once

#include <map>
#include <memory>
#include <opencv2/core.hpp>
#include <vector>

#include "camera.hpp"
#include "film_options.hpp"
#include "hand_motion.hpp"
#include "item.hpp"
#include "lamp.hpp"
#include "random.hpp"
#include "scene.hpp"
#include "sensor.hpp"
#include "truth.hpp"

namespace gradevault::film {

/// One simulated capture. Frames are to be taken in order: the noise of a frame depends on how many came
/// before.
/// @example
///   Film film(options);
///   FilmFrame frame;
///   while (film.next(frame)) { … film.truth().back() … }
class Film {
 public:
  /// @throw UsageError for options out of range, EnvironmentError for a picture that cannot be read.
  explicit Film(const FilmOptions& options);

  /// Renders the next frame, upright.
  /// @return false after the last one; `out` is then as it was.
  bool next(FilmFrame& out);

  const FilmOptions& options() const { return options_; }
  const Item& item() const { return item_; }
  /// The flat item with its damage, without light: CV_8UC3, BGR, item().flatSize().
  const cv::Mat& flat() const { return surface_.art; }
  /// Masks by kind of damage: CV_8UC1, 255 where damaged, of the same size as flat().
  const std::map<DamageKind, cv::Mat>& masks() const { return masks_; }
  const std::vector<DamageTruth>& damage() const { return damage_; }
  /// One entry for every frame rendered so far.
  const std::vector<FrameTruth>& truth() const { return truth_; }

 private:
  void buildScene(Random& random);
  FrameTruth truthOf(int index) const;
  void expose(int index, const FrameTruth& truth);

  FilmOptions options_;
  Item item_;
  Camera camera_;
  Surface surface_;
  std::map<DamageKind, cv::Mat> masks_;
  std::vector<DamageTruth> damage_;
  std::unique_ptr<HandMotion> hand_;
  std::unique_ptr<Lamp> lamp_;
  std::unique_ptr<Exposure> exposure_;
  std::unique_ptr<Scene> scene_;
  std::unique_ptr<Sensor> sensor_;
  double shutter_ = 0.3;  ///< Share of a frame's time that it is exposed.
  std::vector<FrameTruth> truth_;
  Exposed exposed_;
  cv::Mat glossy_;
};

}  // namespace gradevault::film
