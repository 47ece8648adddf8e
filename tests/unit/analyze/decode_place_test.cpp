#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gradevault/analyze/analyze.hpp"
#include "gradevault/thread_pool.hpp"
#include "gradevault/engines/cpu.hpp"
#include "gradevault/engines/reference.hpp"
#include "test_video.hpp"

namespace gradevault::analyze {
namespace {

constexpr int never = 1 << 20;

/// What the device under test does: its "surfaces" are host memory.
struct DeviceScript {
  int framesUntilDecoderFails = never;
  int framesUntilEngineFails = never;
  int brokenPackets = 0;
  bool opens = true;
  bool noScanner = false;
  std::function<void(int, GrayImage&)> spoil = [](int, GrayImage&) {};  ///< what this decoder gets wrong
  std::atomic<int> surfaces = 0;
  std::atomic<int> mostSurfaces = 0;
  std::atomic<int> framesOnDevice = 0;
};

/// A capture decoded by the CPU's reader, whose planes then lie in surfaces with odd pitches.
class DeviceReader final : public media::VideoReader {
 public:
  DeviceReader(std::unique_ptr<media::VideoReader> inner, DeviceScript& script)
      : inner_(std::move(inner)), script_(script) {}
  const media::VideoFacts& facts() const noexcept override { return inner_->facts(); }
  bool onDevice() const noexcept override { return true; }
  int framesRead() const noexcept override { return inner_->framesRead(); }
  int brokenPackets() const noexcept override { return script_.brokenPackets; }
  Result<std::optional<media::LumaFrame>> next(GrayImage) override {
    if (framesRead() >= script_.framesUntilDecoderFails) {
      return Error{ErrorCode::unsupported, "NVDEC failed at packet 3"};
    }
    auto frame = inner_->next();
    if (!frame.ok() || !frame->has_value()) return frame;
    GrayImage luma = std::move((*frame)->luma);
    (*frame)->luma = {};
    script_.spoil((*frame)->index, luma);
    const std::size_t pitch = static_cast<std::size_t>(luma.width()) + 13;
    auto plane = std::shared_ptr<std::vector<std::uint8_t>>(
        new std::vector<std::uint8_t>(pitch * static_cast<std::size_t>(luma.height()), 0xEE),
        [this](std::vector<std::uint8_t>* gone) {
          std::ranges::fill(*gone, 0xDD);  // whoever still reads it reads rubbish
          delete gone;
          --script_.surfaces;
        });
    const int held = ++script_.surfaces;
    script_.mostSurfaces = std::max(script_.mostSurfaces.load(), held);
    for (int y = 0; y < luma.height(); ++y) {
      std::memcpy(plane->data() + pitch * static_cast<std::size_t>(y), luma.view().row(y),
                  static_cast<std::size_t>(luma.width()));
    }
    (*frame)->device = DeviceLuma{.address = reinterpret_cast<std::uintptr_t>(plane->data()),
                                  .stride = static_cast<std::int64_t>(pitch),
                                  .size = luma.size(),
                                  .bits = 8,
                                  .range = LumaRange::full};
    (*frame)->surface = std::move(plane);
    return frame;
  }
  Result<std::vector<media::ColorFrame>> readColor(std::span<const int> indices) override {
    return inner_->readColor(indices);
  }

 private:
  std::unique_ptr<media::VideoReader> inner_;
  DeviceScript& script_;
};

class SurfaceScanner final : public Scanner {
 public:
  SurfaceScanner(std::unique_ptr<Scanner> inner, DeviceScript& script)
      : inner_(std::move(inner)), script_(script) {}
  Status scan(std::span<const ScanInput> frames, std::span<FrameScan> out, Executor& executor) override {
    std::vector<ScanInput> inputs(frames.begin(), frames.end());
    for (ScanInput& input : inputs) {
      if (!input.device) continue;
      if (++script_.framesOnDevice > script_.framesUntilEngineFails) {
        return Error{ErrorCode::internal, "the device fell off the bus"};
      }
      input.luma = {reinterpret_cast<const std::uint8_t*>(static_cast<std::uintptr_t>(input.device->address)),
                    input.device->size.width, input.device->size.height,
                    static_cast<std::ptrdiff_t>(input.device->stride)};
      input.device.reset();
    }
    return inner_->scan(inputs, out, executor);
  }
  [[nodiscard]] int framesACall() const noexcept override { return 32; }

 private:
  std::unique_ptr<Scanner> inner_;
  DeviceScript& script_;
};

class SurfaceEngine final : public Engine {
 public:
  explicit SurfaceEngine(DeviceScript& script) : script_(script) {}
  const EngineInfo& info() const noexcept override { return info_; }
  Result<std::unique_ptr<Scanner>> makeScanner(Size size, const Options& options,
                                               Trace* trace) const override {
    if (script_.noScanner) return Error{ErrorCode::internal, "the device has too little memory"};
    auto scanner = inner_->makeScanner(size, options, trace);
    if (!scanner.ok()) return scanner;
    return std::unique_ptr<Scanner>(std::make_unique<SurfaceScanner>(std::move(scanner).value(), script_));
  }
  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame> frames, const Options& options,
                                    Executor& executor, Trace* trace) const override {
    return inner_->edgeDefectMaps(frames, options, executor, trace);
  }
  Result<LumaDevice> lumaDevice() const override { return LumaDevice{.context = 7}; }

 private:
  DeviceScript& script_;
  EngineInfo info_{.name = "cuda", .device = "a GPU", .isa = {}, .detail = "a fake"};
  std::unique_ptr<Engine> inner_ = makeReferenceEngine().value();
};

class StoppedClock final : public Clock {
 public:
  [[nodiscard]] double seconds() const noexcept override { return 0; }
};

class DecodingOnTheDevice : public ::testing::Test {
 protected:
  void SetUp() override {
    media::TestVideo video;
    video.width = 96;
    video.height = 64;
    video.frames = frames;
    if (const auto reason = media::writeVideo(folder_ / "capture.mp4", video)) GTEST_SKIP() << *reason;
    expected_ = run("cpu", DecodePlace::cpu).resultDigest;
  }

  Report run(const std::string& engine, DecodePlace decode, Profile profile = Profile::quick,
             int threads = 2) {
    auto report = tryRun(engine, decode, profile, threads);
    EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.error().message);
    return report.ok() ? *report : Report{};
  }
  Result<Report> tryRun(const std::string& engine, DecodePlace decode, Profile profile = Profile::quick,
                        int threads = 2, const std::vector<int>& devices = {0}) {
    script.framesOnDevice = 0;
    ThreadPool pool(threads);
    const StoppedClock clock;
    SilentProgress progress;
    const std::vector<EngineEntry> engines{
        {"cuda",
         [this](const EngineRequest&) {
           return Result<std::unique_ptr<Engine>>(std::make_unique<SurfaceEngine>(script));
         }},
        {"cpu", [](const EngineRequest& request) { return makeCpuEngine(request.isa); }}};
    Request request;
    request.capture = folder_ / "capture.mp4";
    request.out = folder_ / ("results" + std::to_string(runs_++));
    request.engine = engine;
    request.decode = decode;
    request.devices.numbers = devices;
    request.options.profile = profile;
    const OpenOnDevice open = [this](const std::filesystem::path& path, const media::Limits& limits,
                                     const LumaDevice& device,
                                     int) -> Result<std::unique_ptr<media::VideoReader>> {
      EXPECT_EQ(device.context, 7U);
      if (!script.opens) return Error{ErrorCode::unsupported, "NVDEC does not decode this codec"};
      auto reader = media::VideoReader::open(path, limits);
      if (!reader.ok()) return reader;
      return std::unique_ptr<media::VideoReader>(
          std::make_unique<DeviceReader>(std::move(reader).value(), script));
    };
    return analyze(request, {pool, clock, progress, engines, nullptr, open});
  }
  void expectFallback(const Report& report, const std::string& reason, std::optional<int> frame) const {
    EXPECT_EQ(report.resultDigest, expected_);
    EXPECT_EQ(report.engine.detail.find("NVDEC"), std::string::npos) << report.engine.detail;
    ASSERT_FALSE(report.engine.fallbacks.empty());
    const EngineFallback& fallback = report.engine.fallbacks.back();
    EXPECT_EQ(fallback.from, "nvdec");
    EXPECT_EQ(fallback.to, "cpu");
    EXPECT_NE(fallback.reason.find(reason), std::string::npos) << fallback.reason;
    EXPECT_EQ(fallback.frame, frame);
    EXPECT_EQ(script.surfaces, 0);
  }

  static constexpr int frames = 23;
  DeviceScript script;
  media::TestFolder folder_;
  std::string expected_;
  int runs_ = 0;
};

TEST_F(DecodingOnTheDevice, GivesTheResultOfTheCpuAndHoldsFewSurfaces) {
  for (const int threads : {1, 2, 4}) {
    const Report report = run("cuda", DecodePlace::nvdec, Profile::quick, threads);
    EXPECT_EQ(report.resultDigest, expected_);
    EXPECT_TRUE(report.engine.fallbacks.empty());
    EXPECT_EQ(report.engine.detail, "a fake; decoded by NVDEC");
    EXPECT_EQ(script.framesOnDevice, frames);
    EXPECT_EQ(script.surfaces, 0);
    EXPECT_LE(script.mostSurfaces, media::VideoReader::mostDeviceFrames);
    EXPECT_GE(script.mostSurfaces, 7);
  }
}

TEST_F(DecodingOnTheDevice, GivesTheDefectsOfTheCpuToo) {
  const Report expected = run("cpu", DecodePlace::cpu, Profile::precise);
  const Report report = run("cuda", DecodePlace::nvdec, Profile::precise);
  EXPECT_EQ(report.resultDigest, expected.resultDigest);
  EXPECT_TRUE(report.engine.fallbacks.empty());
}

TEST_F(DecodingOnTheDevice, IsNeverChosenByItself) {
  const Report report = run("cuda", DecodePlace::cpu);
  EXPECT_EQ(report.resultDigest, expected_);
  EXPECT_EQ(script.framesOnDevice, 0);
}

TEST_F(DecodingOnTheDevice, ThatCannotBeOpenedIsLeftToTheCpu) {
  script.opens = false;
  expectFallback(run("cuda", DecodePlace::nvdec), "does not decode this codec", std::nullopt);
}

TEST_F(DecodingOnTheDevice, IsLeftToTheCpuWhereTheEngineTakesNoSurfaces) {
  expectFallback(run("cpu", DecodePlace::nvdec), "the engine cpu takes frames in host memory only",
                 std::nullopt);
}

TEST_F(DecodingOnTheDevice, ThatFailsAtWhicheverFrameIsBegunAgainOnTheCpu) {
  for (int frame = 0; frame < frames; frame += 2) {
    script.framesUntilDecoderFails = frame;
    const Report report = run("cuda", DecodePlace::nvdec);
    SCOPED_TRACE(frame);
    expectFallback(report, "NVDEC failed at packet 3", frame);
    EXPECT_EQ(report.engine.fallbacks.size(), 1U);
    EXPECT_EQ(report.engine.name, "cuda") << "only the decoder failed";
  }
}

TEST_F(DecodingOnTheDevice, EndsWithTheEngineAtWhicheverFrameThatFails) {
  for (int frame = 0; frame < frames; frame += 3) {
    script.framesUntilEngineFails = frame;
    const Report report = run("cuda", DecodePlace::nvdec, Profile::quick, 1);
    SCOPED_TRACE(frame);
    expectFallback(report, "fell off the bus", (frame / 7 + 1) * 7 > frames ? frames : (frame / 7 + 1) * 7);
    ASSERT_EQ(report.engine.fallbacks.size(), 2U);
    EXPECT_EQ(report.engine.fallbacks[0].from, "cuda");
    EXPECT_EQ(report.engine.fallbacks[0].frame, frame / 7 * 7);
    EXPECT_EQ(report.engine.name, "cpu");
  }
}

TEST_F(DecodingOnTheDevice, IsGivenUpWhereThereIsNoMemoryForAScanner) {
  script.noScanner = true;
  const Report report = run("cuda", DecodePlace::nvdec, Profile::quick, 1);
  EXPECT_EQ(report.engine.name, "cpu");
  EXPECT_EQ(report.resultDigest, expected_);
  expectFallback(report, "too little memory", 7);
}

TEST_F(DecodingOnTheDevice, OfOtherPicturesThanTheCpusIsNoticed) {
  for (const Profile profile : {Profile::quick, Profile::precise}) {
    expected_ = run("cpu", DecodePlace::cpu, profile).resultDigest;
    script.spoil = [](int, GrayImage& luma) {
      luma.at(40, 30) = static_cast<std::uint8_t>(luma.at(40, 30) ^ 4U);
    };
    expectFallback(run("cuda", DecodePlace::nvdec, profile), "decoded differently", frames);
  }
}

TEST_F(DecodingOnTheDevice, ThatLosesPicturesIsLeftToTheCpu) {
  script.brokenPackets = 2;
  expectFallback(run("cuda", DecodePlace::nvdec), "no picture for 2 packets", frames);
}

TEST_F(DecodingOnTheDevice, ServesOneDeviceOnly) {
  const auto report = tryRun("cuda", DecodePlace::nvdec, Profile::quick, 1, {0, 1});
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::invalid_argument);
  EXPECT_NE(report.error().message.find("one device"), std::string::npos);
}

}  // namespace
}  // namespace gradevault::analyze
