// A program of somebody else's: scans two pictures with the installed headers and libraries.
#include <gradevault/thread_pool.hpp>
#include <gradevault/engines/reference.hpp>
#include <gradevault/media/video_reader.hpp>

int main() {
  using namespace gradevault;
  auto engine = makeReferenceEngine();
  if (!engine.ok()) return 1;
  auto scanner = (*engine)->makeScanner({64, 48}, Options{});
  if (!scanner.ok()) return 2;
  GrayImage flat(64, 48);
  const ScanInput inputs[] = {{flat.view(), false}, {flat.view(), false}};
  FrameScan scans[2];
  ThreadPool pool(2);
  if (!(*scanner)->scan(inputs, scans, pool).ok()) return 3;
  if (scans[0].quick.motion || scans[1].quick.motion != 0.0 || scans[1].quick.sharpness != 0.0) return 4;
  return media::VideoReader::open("no such file").ok() ? 5 : 0;
}
