#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <exception>
#include <map>
#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <string>
#include <vector>

#include "write_capture.hpp"

namespace {

using namespace gradevault::film;

constexpr int kUsageExit = 2;
constexpr int kEnvironmentExit = 4;

constexpr std::array kFaults = {Fault::dark,    Fault::glaring, Fault::shaking,
                                Fault::blurred, Fault::cropped, Fault::tilted};
constexpr std::array kDamage = {DamageKind::crease,  DamageKind::corner, DamageKind::edge,
                                DamageKind::scratch, DamageKind::stain,  DamageKind::tear};
const std::map<std::string, Codec> kCodecs = {{"h264", Codec::h264},
                                              {"hevc", Codec::hevc},
                                              {"vp9", Codec::vp9},
                                              {"av1", Codec::av1},
                                              {"mjpeg", Codec::mjpeg}};

template <typename Values>
auto pick(const std::string& option, const std::string& name, const Values& values) {
  std::string known;
  for (const auto value : values) {
    if (name == nameOf(value)) return value;
    known += std::string(known.empty() ? "" : ", ") + nameOf(value);
  }
  throw UsageError(option + " " + name + " is not known; there are " + known);
}

std::pair<double, double> pairOf(const std::string& option, const std::string& text, char separator) {
  const auto cut = text.find(separator);
  const char* begin = text.data();
  const char* end = begin + text.size();
  double first = 0, second = 0;
  if (cut != std::string::npos) {
    const auto a = std::from_chars(begin, begin + cut, first);
    const auto b = std::from_chars(begin + cut + 1, end, second);
    if (a.ec == std::errc() && b.ec == std::errc() && a.ptr == begin + cut && b.ptr == end)
      return {first, second};
  }
  throw UsageError(option + " must be two numbers with '" + separator + "' between them, not '" + text + "'");
}

/// A line on stderr each second, for films that take longer than two.
class Progress {
 public:
  void operator()(int done, int total) {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + std::chrono::seconds(1);
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    std::fprintf(stderr, "frame %d of %d, %.1f frames/s\n", done, total, done / seconds);
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point next_ = begin_ + std::chrono::seconds(2);
};

int run(int argc, char** argv) {
  CLI::App app{"Films a simulated capture whose truth is known."};
  FilmOptions film;
  EncodeOptions encode;
  std::string out, video = "capture.mp4", size = "1280x720", item = "comic", table = "plain", side = "front";
  std::string codec = "h264", translate;
  std::vector<std::string> faults, damage;
  bool listFaults = false;
  app.add_option("--out", out, "Folder for the video, truth.json, flat.png and masks");
  app.add_option("--seed", film.seed, "Same seed, same frames");
  app.add_option("--size", size, "WxH of the upright frame");
  app.add_option("--fps", film.fps, "Frames a second");
  app.add_option("--seconds", film.seconds, "Length");
  app.add_option("--item", item, "comic, card or toy");
  app.add_option("--side", side, "front or back");
  app.add_option("--table", table, "plain or textured");
  app.add_option("--picture", film.picture, "Image file to film in place of drawn artwork");
  app.add_option("--fault", faults, "none, dark, glaring, shaking, blurred, cropped or tilted; repeatable");
  app.add_option("--damage", damage, "crease, corner, edge, scratch, stain, tear, with commas between")
      ->delimiter(',');
  app.add_option("--translate", translate, "DX,DY: px a frame, a pure translation");
  app.add_option("--video", video, "Name of the video; its ending chooses the container");
  app.add_option("--codec", codec, "h264, hevc, vp9, av1 or mjpeg");
  app.add_option("--crf", encode.crf, "Quality on the codec's scale")->check(CLI::Range(0, 63));
  app.add_flag("--lossless", encode.lossless, "No loss after the sensor");
  app.add_option("--rotate", encode.rotate,
                 "Store turned frames and say so: 0, 90, 180 or 270 degrees clockwise")
      ->check(CLI::IsMember({0, 90, 180, 270}));
  app.add_flag("--full-range", film.fullRange, "Luma 0 … 255 in place of 16 … 235");
  app.add_option("--bit-depth", film.bitDepth, "8 or 10");
  app.add_flag("--list-faults", listFaults, "Print the faults' names and stop");
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    throw UsageError(error.what());
  }
  if (listFaults) {
    for (const Fault fault : kFaults) std::puts(nameOf(fault));
    return 0;
  }
  if (out.empty()) throw UsageError("--out is needed: the folder to write to");

  const auto [width, height] = pairOf("--size", size, 'x');
  film.size = {cvRound(width), cvRound(height)};
  film.item = pick("--item", item, std::array{ItemKind::comic, ItemKind::card, ItemKind::toy});
  film.side = pick("--side", side, std::array{Side::front, Side::back});
  film.table = pick("--table", table, std::array{Table::plain, Table::textured});
  for (const std::string& name : faults) {
    if (name != "none") film.faults.insert(pick("--fault", name, kFaults));
  }
  for (const std::string& name : damage) film.damage.insert(pick("--damage", name, kDamage));
  if (!translate.empty()) {
    const auto [dx, dy] = pairOf("--translate", translate, ',');
    film.translate = cv::Point2d(dx, dy);
  }
  const auto chosen = kCodecs.find(codec);
  if (chosen == kCodecs.end())
    throw UsageError("--codec " + codec + " is not known; there are h264, hevc, vp9, av1, mjpeg");
  encode.codec = chosen->second;
  if (encode.codec == Codec::mjpeg) {
    film.fullRange = true;
    film.matrix = ColourMatrix::bt601;
  }
  // Films are made side by side by test suites; one core each is what they are to take.
  cv::setNumThreads(1);
  // A picture that cannot be read is one line of ours, not two.
  cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
  writeCapture(film, encode, out, video, Progress{});
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const UsageError& error) {
    std::fprintf(stderr, "gradevault-film: %s\n", error.what());
    return kUsageExit;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "gradevault-film: %s\n", error.what());
    return kEnvironmentExit;
  }
}
