#include <cstring>

#include "captures.hpp"
#include "gradevault/luma.hpp"
#include "harness/faulty_device.hpp"
#include "harness/simt_device.hpp"
#include "host/buffer.hpp"

namespace gradevault {
namespace {

/// A Y plane as a decoder leaves it: `bits` in bytes or in the high bits of words, rows with a gap.
struct CodedPlane {
  std::vector<unsigned char> bytes;
  DeviceLuma layout;
  GrayImage luma;  ///< what the core makes of it
};

CodedPlane codedPlane(const GrayImage& picture, int bits, LumaRange range, int gap) {
  const int sample = bits == 8 ? 1 : 2;
  const Size size = picture.size();
  const int stride = (size.width + gap) * sample;
  CodedPlane plane{std::vector<unsigned char>(static_cast<std::size_t>(stride * size.height), 0x5A),
                   {.address = 0, .stride = stride, .size = size, .bits = bits, .range = range},
                   GrayImage(size.width, size.height)};
  Image<std::uint16_t> numbers(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const int number = bits == 8 ? picture.at(x, y)
                                   : (picture.at(x, y) << (bits - 8)) + (x * 7 + y * 3) % (1 << (bits - 8));
      numbers.at(x, y) = static_cast<std::uint16_t>(number);
      unsigned char* to = plane.bytes.data() + y * stride + x * sample;
      const auto word = static_cast<std::uint16_t>(number << (16 - bits));
      if (bits == 8) {
        *to = picture.at(x, y);
      } else {
        std::memcpy(to, &word, sizeof(word));
      }
    }
  }
  if (bits == 8) {
    lumaFrom8Bit(picture.view(), range, plane.luma.view());
  } else {
    lumaFrom16Bit(numbers.view(), bits, range, plane.luma.view());
  }
  return plane;
}

/// A capture of all kinds of planes, one after the other.
std::vector<CodedPlane> codedCapture(Size size, int count) {
  std::vector<CodedPlane> planes;
  const std::vector<GrayImage> pictures = testing::capture(size, count);
  constexpr std::array<int, 3> depths{8, 10, 12};
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    planes.push_back(codedPlane(pictures[i], depths[i % 3], i % 2 == 0 ? LumaRange::limited : LumaRange::full,
                                static_cast<int>(1 + 6 * i)));
  }
  return planes;
}

std::vector<ScanInput> hostInputs(const std::vector<CodedPlane>& planes) {
  std::vector<ScanInput> inputs;
  for (const CodedPlane& plane : planes) inputs.push_back({.luma = plane.luma.view()});
  return inputs;
}

class Surfaces : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    std::string why;
    decoder_ = testing::makeDeviceUnderTest(GetParam(), why);
    if (decoder_ == nullptr) GTEST_SKIP() << "skipped: " << why;
  }
  void TearDown() override { memory_.clear(); }

  /// The planes in the device's memory, put there by another user of it.
  std::vector<ScanInput> deviceInputs(const std::vector<CodedPlane>& planes) {
    std::vector<ScanInput> inputs;
    const cuda::Event event = decoder_->makeEvent().value();
    for (const CodedPlane& plane : planes) {
      auto pinned = cuda::PinnedBuffer<unsigned char>::of(*decoder_, plane.bytes.size()).value();
      std::memcpy(pinned.data(), plane.bytes.data(), plane.bytes.size());
      memory_.push_back(cuda::DeviceBuffer<unsigned char>::of(*decoder_, plane.bytes.size()).value());
      EXPECT_TRUE(
          decoder_->upload(memory_.back().data(), pinned.data(), pinned.bytes(), cuda::Queue::work).ok());
      EXPECT_TRUE(decoder_->record(event, cuda::Queue::work).ok());
      EXPECT_TRUE(decoder_->synchronize(event).ok());
      DeviceLuma luma = plane.layout;
      luma.address = reinterpret_cast<std::uintptr_t>(memory_.back().data());
      inputs.push_back({.luma = {}, .device = luma});
    }
    return inputs;
  }
  static std::vector<FrameScan> scan(std::span<const ScanInput> inputs, Size size, const Options& options,
                                     int batch, std::size_t cut) {
    std::string why;
    auto scanner = cuda::makeCudaScanner(testing::makeDeviceUnderTest(GetParam(), why), size, options,
                                         nullptr, {.batch = batch});
    return testing::scanWith(*scanner.value(), inputs, cut);
  }

  std::unique_ptr<cuda::Device> decoder_;
  std::vector<cuda::DeviceBuffer<unsigned char>> memory_;
};

TEST_P(Surfaces, GiveTheScansOfTheSamePicturesInHostMemory) {
  for (const Size size : {Size{1, 1}, Size{17, 31}, Size{70, 67}, Size{131, 83}}) {
    Options options;
    options.quickLongSide = 64;
    const std::vector<CodedPlane> planes = codedCapture(size, 7);
    const std::vector<ScanInput> inputs = deviceInputs(planes);
    const std::vector<FrameScan> expected = testing::referenceScans(hostInputs(planes), options);
    SCOPED_TRACE(::testing::Message() << size);
    testing::expectEqualScans(scan(inputs, size, options, 3, 7), expected);
  }
}

TEST_P(Surfaces, DoNotDependOnBatchesAndMayStandBesideFramesInHostMemory) {
  Options options;
  options.profile = Profile::quick;
  const std::vector<CodedPlane> planes = codedCapture({70, 67}, 9);
  const std::vector<ScanInput> host = hostInputs(planes);
  const std::vector<ScanInput> device = deviceInputs(planes);
  std::vector<ScanInput> mixed = device;
  for (std::size_t i = 1; i < mixed.size(); i += 3) mixed[i] = host[i];
  const std::vector<FrameScan> expected = testing::referenceScans(host, options);
  for (const auto& [batch, cut] : {std::pair{2, 9}, {2, 1}, {4, 5}, {9, 2}}) {
    SCOPED_TRACE(::testing::Message() << "batch " << batch << " cut " << cut);
    testing::expectEqualScans(scan(device, {70, 67}, options, batch, static_cast<std::size_t>(cut)),
                              expected);
    testing::expectEqualScans(scan(mixed, {70, 67}, options, batch, static_cast<std::size_t>(cut)), expected);
  }
}

INSTANTIATE_TEST_SUITE_P(Devices, Surfaces, ::testing::ValuesIn(testing::devicesUnderTest),
                         [](const auto& test) { return std::string(test.param); });

TEST(SurfacesOfADecoder, AreReadOnlyWhenItsStreamHasFinishedThem) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    Options options;
    options.profile = Profile::quick;
    const std::vector<CodedPlane> planes = codedCapture({33, 29}, 4);
    auto device = std::make_unique<simt::SimtDevice>(
        simt::Schedule{.order = simt::Schedule::Order::shuffled, .seed = seed});
    std::vector<std::vector<unsigned char>> surfaces;
    std::vector<ScanInput> inputs;
    for (const CodedPlane& plane : planes) {
      surfaces.emplace_back(plane.bytes.size(), 0x77);
      DeviceLuma luma = plane.layout;
      luma.address = reinterpret_cast<std::uintptr_t>(surfaces.back().data());
      inputs.push_back({.luma = {}, .device = luma});
      device->queueOnDefaultStream(
          [to = surfaces.back().data(), &plane] { std::memcpy(to, plane.bytes.data(), plane.bytes.size()); });
    }
    auto scanner = cuda::makeCudaScanner(std::move(device), {33, 29}, options, nullptr, {.batch = 2});
    SCOPED_TRACE(seed);
    testing::expectEqualScans(testing::scanWith(*scanner.value(), inputs, 4),
                              testing::referenceScans(hostInputs(planes), options));
  }
}

TEST(SurfacesOfADecoder, AnyFailingCallIsAnErrorAndTheNextCaptureIsWhole) {
  Options options;
  options.profile = Profile::quick;
  const std::vector<CodedPlane> planes = codedCapture({33, 29}, 5);
  std::vector<ScanInput> inputs;
  for (const CodedPlane& plane : planes) {
    DeviceLuma luma = plane.layout;
    luma.address = reinterpret_cast<std::uintptr_t>(plane.bytes.data());
    inputs.push_back({.luma = {}, .device = luma});
  }
  const std::vector<FrameScan> expected = testing::referenceScans(hostInputs(planes), options);
  int readings = 0;
  for (int call = 0;; ++call) {
    simt::FaultyDevice::Plan plan;
    auto scanner = cuda::makeCudaScanner(
        std::make_unique<simt::FaultyDevice>(std::make_unique<simt::SimtDevice>(), plan), {33, 29}, options,
        nullptr, {.batch = 2});
    ASSERT_TRUE(scanner.ok());
    plan = {.failingCall = call};
    SequentialExecutor executor;
    std::vector<FrameScan> out(inputs.size());
    const Status status = scanner.value()->scan(inputs, out, executor);
    if (status.ok()) break;
    readings +=
        status.error().message.find("reading decoded surfaces: a planned fault") == std::string::npos ? 0 : 1;
    testing::expectEqualScans(testing::scanWith(*scanner.value(), inputs, 5), expected);
  }
  EXPECT_EQ(readings, 3 + 5) << "a wait for each of three batches, a launch for each frame";
}

TEST(SurfacesOfADecoder, ThatCannotBeReadAreRefused) {
  auto scanner =
      cuda::makeCudaScanner(std::make_unique<simt::SimtDevice>(), {33, 29}, {}, nullptr, {.batch = 2});
  const CodedPlane plane = codedPlane(testing::noise({33, 29}, 1), 10, LumaRange::full, 3);
  const auto code = [&](auto change) {
    DeviceLuma luma = plane.layout;
    luma.address = reinterpret_cast<std::uintptr_t>(plane.bytes.data());
    change(luma);
    const ScanInput input{.luma = {}, .device = luma};
    FrameScan out;
    SequentialExecutor executor;
    const Status status = scanner.value()->scan({&input, 1}, {&out, 1}, executor);
    return status.ok() ? "scanned" : name(status.error().code);
  };
  EXPECT_EQ(code([](DeviceLuma&) {}), "scanned");
  EXPECT_EQ(code([](DeviceLuma& luma) { luma.address = 0; }), "invalid_argument");
  EXPECT_EQ(code([](DeviceLuma& luma) { ++luma.address; }), "invalid_argument");
  EXPECT_EQ(code([](DeviceLuma& luma) { luma.stride = 71; }), "invalid_argument");
  EXPECT_EQ(code([](DeviceLuma& luma) { luma.stride = 64; }), "invalid_argument");
  EXPECT_EQ(code([](DeviceLuma& luma) { luma.bits = 7; }), "invalid_argument");
  EXPECT_EQ(code([](DeviceLuma& luma) { luma.bits = 17; }), "invalid_argument");
  EXPECT_EQ(code([](DeviceLuma& luma) { luma.size = {29, 33}; }), "invalid_argument");
}

}  // namespace
}  // namespace gradevault
