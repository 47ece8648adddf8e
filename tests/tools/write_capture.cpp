#include "write_capture.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include "film.hpp"

namespace gradevault::film {
namespace {

void writePng(const std::filesystem::path& path, const cv::Mat& picture) {
  if (!cv::imwrite(path.string(), picture, {cv::IMWRITE_PNG_COMPRESSION, 3})) {
    throw EnvironmentError("cannot write " + path.string());
  }
}

}  // namespace

void writeCapture(const FilmOptions& options, const EncodeOptions& encode,
                  const std::filesystem::path& folder, const std::string& video,
                  const std::function<void(int, int)>& progress) {
  Film film(options);
  std::error_code failed;
  std::filesystem::create_directories(film.masks().empty() ? folder : folder / "masks", failed);
  if (failed) throw EnvironmentError("cannot make the folder " + folder.string() + ": " + failed.message());

  VideoWriter writer((folder / video).string(), options, encode);
  FilmFrame frame;
  for (int done = 1; film.next(frame); ++done) {
    writer.write(frame);
    if (progress) progress(done, options.frameCount());
  }
  writer.finish();

  writePng(folder / "flat.png", film.flat());
  for (const auto& [kind, mask] : film.masks()) writePng(folder / maskPath(kind), mask);
  nlohmann::json truth = truthJson(options, film.item(), film.damage(), film.truth());
  truth["video"] = video;
  truth["rotate"] = encode.rotate;
  std::ofstream out(folder / "truth.json");
  out << truth.dump(1) << '\n';
  if (!out.flush()) throw EnvironmentError("cannot write " + (folder / "truth.json").string());
}

}  // namespace gradevault::film
