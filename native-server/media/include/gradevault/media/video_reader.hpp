#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gradevault/color.hpp"
#include "gradevault/device_luma.hpp"
#include "gradevault/image.hpp"
#include "gradevault/luma.hpp"
#include "gradevault/result.hpp"
#include "gradevault/rotation.hpp"

namespace gradevault::media {

/// What a capture may be at most; a capture beyond a limit is refused with an error that names limit and value.
struct Limits {
  std::int64_t maxPixels = 8192LL * 8192;     ///< a frame
  int maxSide = 16384;                         ///< px
  std::int64_t maxFrames = 216'000;            ///< an hour at 60 frames a second
  double maxDuration = 3600;                   ///< s
  int maxStreams = 32;
  std::int64_t maxBytes = 64LL << 30;          ///< of the file
};

enum class Transfer { sdr, pq, hlg };

/// What the file says of its video track before a frame is decoded.
struct VideoFacts {
  std::string container;       ///< mp4, mov, mkv, webm, avi
  std::string codec;           ///< h264, hevc, vp8, vp9, av1, mjpeg
  std::string pixelFormat;     ///< FFmpeg's name, e.g. yuv420p10le
  std::int64_t bytes = 0;      ///< of the file
  Size coded;                  ///< px as decoded (cropping applied, not turned)
  Rotation rotation = Rotation::none;
  int bitDepth = 8;
  LumaRange range = LumaRange::limited;  ///< as used: unspecified counts as limited, except for MJPEG
  YuvMatrix matrix = YuvMatrix::bt709;   ///< as used: unspecified counts as BT.601 below 720 lines, BT.709 from there
  Transfer transfer = Transfer::sdr;
  std::optional<std::int64_t> frameCountHint;  ///< from the header; may lie
  std::optional<double> durationHint;          ///< s, from the header; may lie
};

/// One decoded picture, in presentation order.
struct LumaFrame {
  int index = 0;
  double time = 0;             ///< s since the first frame of the capture
  bool lost = false;           ///< the decoder reported damage; `luma` is what it made of it
  bool gapBefore = false;      ///< packets between the frame before and this one gave no picture
  GrayImage luma;              ///< 8-bit full range, coded orientation; empty when the picture is on a device
  std::optional<DeviceLuma> device;     ///< the picture where NVDEC left it
  std::shared_ptr<const void> surface;  ///< keeps `device` there
};

/// A picture for golden frames, coded orientation.
struct ColorFrame {
  int index = 0;
  double time = 0;
  GrayImage luma;              ///< equal to the LumaFrame's of the same index, bit for bit
  RgbImage rgb;                ///< integer conversion (color.hpp): what the analysis uses
  std::optional<RgbImage> display;  ///< tone-mapped for people when the capture is PQ or HLG
};

/// Reads one capture from start to end with FFmpeg's libraries, through our own file reader: no network, no other
/// protocol, only the containers and codecs listed above. Edit lists are ignored, so every decodable picture comes.
/// Decoding starts anew, with a decoder of its own, at pictures that nothing before them bears on, and so in ranges; a
/// decoder is single-threaded, and the ranges depend on the file alone, so that a damaged stream decodes the same way on
/// every machine and with every number of threads.
/// Memory, whatever the length: with one thread a few decoded frames; with more up to 16 luma planes a thread, of which
/// 1 GiB at most, and the frames that each decoder keeps (docs/media.md has figures).
class VideoReader {
 public:
  /// Errors: unreadable_input (missing, a folder, no permission, empty, not a video, no video track, unknown codec, over a
  /// limit, truncated before the index), each with the path and what to do.
  /// `threads`: how many decode at the same time; with 1 all happens in the calls, with more in threads of the reader's
  /// own. What comes does not depend on it.
  [[nodiscard]] static Result<std::unique_ptr<VideoReader>> open(const std::filesystem::path& path,
                                                                 const Limits& limits = {}, int threads = 1);

  /// The same of a file that is open already, for a process that may open none: `descriptor` is from `openCapture`, and
  /// is closed with the reader, or when this fails. `name` is what messages call it.
  [[nodiscard]] static Result<std::unique_ptr<VideoReader>> openDescriptor(int descriptor,
                                                                           const std::filesystem::path& name,
                                                                           const Limits& limits = {},
                                                                           int threads = 1);

  /// Frames of an `openOnDevice` reader that may be held at a time: a decoder has few surfaces.
  static constexpr int mostDeviceFrames = 16;
  /// The same capture decoded by NVDEC in `device`'s context: frames come as `LumaFrame::device`, decoded from start to end
  /// by one decoder. For media that one trusts: the driver parses it in this process, and conceals damage without always
  /// saying so. Where damage is noticed, and when the device fails, `next` gives an error, after which the capture is to be read
  /// with `open`. Readers and surfaces end before the context does.
  /// `threads` decode golden frames' colour at the same time.
  /// Errors: as `open`; unsupported, with the reason, when this FFmpeg, this driver or this device does not decode it.
  [[nodiscard]] static Result<std::unique_ptr<VideoReader>> openOnDevice(const std::filesystem::path& path,
                                                                         const Limits& limits,
                                                                         const LumaDevice& device,
                                                                         int threads = 1);
  virtual ~VideoReader() = default;
  [[nodiscard]] virtual const VideoFacts& facts() const noexcept = 0;

  /// The next frame, or nothing at the end. A broken packet is skipped and counted; a limit reached is an error. When the
  /// picture's size changes in the middle, the capture ends there with an error.
  /// `reuse` gives its memory to the next frame.
  [[nodiscard]] virtual Result<std::optional<LumaFrame>> next(GrayImage reuse = {}) = 0;

  /// Whether frames come as `LumaFrame::device`.
  [[nodiscard]] virtual bool onDevice() const noexcept = 0;
  /// Frames that `next` gave, so far.
  [[nodiscard]] virtual int framesRead() const noexcept = 0;
  /// Packets that gave no picture, so far.
  [[nodiscard]] virtual int brokenPackets() const noexcept = 0;

  /// The frames of these indices (ascending; all < frames read so far) in colour. Seeks to the random-access picture
  /// before each where the container allows it, else decodes from the start; either way the luma equals what `next` gave
  /// for that index, which is checked (but not for frames on a device; always decoded on the CPU). Call after `next` has returned the end (or was read far enough).
  [[nodiscard]] virtual Result<std::vector<ColorFrame>> readColor(std::span<const int> indices) = 0;
};

/// Opens a capture's file, close-on-exec, without reading a byte of it; the descriptor is the caller's. Errors: those of
/// `VideoReader::open` that concern the file as such (missing, a folder, no permission, empty, over `maxBytes`).
[[nodiscard]] Result<int> openCapture(const std::filesystem::path& path, const Limits& limits = {});

/// Whether `VideoReader::readColor` may be asked for these frames of `framesRead`. Error: invalid_argument.
[[nodiscard]] Status checkColorRequest(std::span<const int> indices, int framesRead);

/// Versions and licence of the FFmpeg libraries in use, one a line, for `gradevault doctor`.
[[nodiscard]] std::vector<std::string> libraryVersions();

/// Which of our codecs this FFmpeg can decode: name → decoder, or "missing".
struct CodecSupport {
  std::string codec;
  std::string decoder;  ///< empty: missing
};
[[nodiscard]] std::vector<CodecSupport> codecSupport();

}  // namespace gradevault::media
