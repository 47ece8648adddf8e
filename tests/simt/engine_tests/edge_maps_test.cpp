#include <atomic>
#include <thread>

#include "captures.hpp"
#include "harness/faulty_device.hpp"
#include "harness/simt_device.hpp"
#include "host/cuda_edges.hpp"
#include "host/cuda_engine.hpp"

namespace gradevault {
namespace {

struct AlignedCapture {
  std::vector<GrayImage> luma;
  std::vector<GrayImage> valid;
  [[nodiscard]] std::vector<AlignedFrame> frames() const {
    std::vector<AlignedFrame> list;
    for (std::size_t i = 0; i < luma.size(); ++i) list.push_back({luma[i].view(), valid[i].view()});
    return list;
  }
};

/// Views of one texture, each with a margin that the warp left empty on another side.
AlignedCapture aligned(Size size, int count) {
  AlignedCapture made{testing::capture(size, count), {}};
  for (int i = 0; i < count; ++i) {
    made.valid.push_back(testing::constant(size, 255));
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        const int margin = i % 2 == 0 ? x : size.width - 1 - x;
        if (size.width > 20 && margin < 2 + i) made.valid.back().at(x, y) = 0;
      }
    }
  }
  return made;
}

void expectEqualMaps(const Result<DefectMaps>& got, const Result<DefectMaps>& expected) {
  ASSERT_TRUE(got.ok()) << got.error().message;
  ASSERT_TRUE(expected.ok());
  EXPECT_EQ(got.value().score, expected.value().score);
  EXPECT_EQ(got.value().mask, expected.value().mask);
  EXPECT_EQ(got.value().valid, expected.value().valid);
  EXPECT_EQ(got.value().defectPercentage, expected.value().defectPercentage);
}

Result<DefectMaps> referenceMaps(const AlignedCapture& made) {
  SequentialExecutor executor;
  return makeReferenceEngine().value()->edgeDefectMaps(made.frames(), {}, executor);
}

class CudaEdgeMaps : public ::testing::TestWithParam<const char*> {};

TEST_P(CudaEdgeMaps, EqualTheReference) {
  for (const auto& [size, count] : {std::pair{Size{1, 1}, 1},
                                    {Size{3, 3}, 2},
                                    {Size{1, 19}, 2},
                                    {Size{17, 31}, 5},
                                    {Size{65, 63}, 1},
                                    {Size{65, 63}, 3},
                                    {Size{127, 97}, 2}}) {
    std::string why;
    const std::unique_ptr<cuda::Device> device = testing::makeDeviceUnderTest(GetParam(), why);
    if (device == nullptr) GTEST_SKIP() << "skipped: " << why;
    const AlignedCapture made = aligned(size, count);
    SCOPED_TRACE(::testing::Message() << count << " frames of " << size);
    expectEqualMaps(cuda::cudaEdgeMaps(*device, made.frames(), {}), referenceMaps(made));
  }
}

INSTANTIATE_TEST_SUITE_P(Devices, CudaEdgeMaps, ::testing::ValuesIn(testing::devicesUnderTest),
                         [](const auto& test) { return std::string(test.param); });

TEST(CudaEdges, WithoutAValidPixelAreEmpty) {
  simt::SimtDevice device;
  const AlignedCapture made{{testing::noise({9, 9}, 1)}, {GrayImage(9, 9)}};
  expectEqualMaps(cuda::cudaEdgeMaps(device, made.frames(), {}), referenceMaps(made));
}

TEST(CudaEdges, RefuseWhatTheOtherEnginesRefuse) {
  simt::SimtDevice device;
  const GrayImage small(4, 4), large(5, 4);
  const std::vector<AlignedFrame> different{{small.view(), large.view()}};
  EXPECT_EQ(cuda::cudaEdgeMaps(device, {}, {}).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(cuda::cudaEdgeMaps(device, different, {}).error().code, ErrorCode::invalid_argument);
}

TEST(CudaEdges, AnyFailingCallIsAnErrorThatNamesTheStage) {
  const AlignedCapture made = aligned({23, 17}, 2);
  std::vector<std::string> stages;
  for (int call = 0;; ++call) {
    simt::FaultyDevice::Plan plan{.failingCall = call};
    simt::FaultyDevice device(std::make_unique<simt::SimtDevice>(), plan);
    const Result<DefectMaps> maps = cuda::cudaEdgeMaps(device, made.frames(), {});
    if (maps.ok()) {
      expectEqualMaps(maps, referenceMaps(made));
      break;
    }
    EXPECT_NE(maps.error().message.find(": a planned fault"), std::string::npos) << maps.error().message;
    stages.push_back(maps.error().message.substr(6, maps.error().message.find(':') - 6));
  }
  for (const char* stage : {"making defect maps", "upload of aligned frames", "layers of aligned frame 0",
                            "score of aligned frame 1", "merged score", "mask"}) {
    EXPECT_NE(std::ranges::find(stages, stage), stages.end()) << stage;
  }
}

TEST(CudaEngine, ServesSeveralThreadsEachWithADeviceOfItsOwn) {
  std::atomic<int> opened = 0;
  const std::unique_ptr<Engine> engine =
      cuda::makeEngineOn({.name = "cuda", .device = "simt", .isa = "fibres", .detail = "test"}, [&opened] {
        ++opened;
        return Result<std::unique_ptr<cuda::Device>>(std::make_unique<simt::SimtDevice>());
      });
  Options options;
  options.profile = Profile::quick;
  const std::vector<GrayImage> frames = testing::capture({40, 37}, 5);
  const std::vector<ScanInput> inputs = testing::inputsOf(frames);
  const std::vector<FrameScan> expected = testing::referenceScans(inputs, options);
  std::vector<std::vector<FrameScan>> got(3);
  {
    std::vector<std::jthread> threads;
    for (std::vector<FrameScan>& scans : got) {
      threads.emplace_back([&] {
        scans = testing::scanWith(*engine->makeScanner({40, 37}, options).value(), inputs, 2);
      });
    }
  }
  for (const std::vector<FrameScan>& scans : got) testing::expectEqualScans(scans, expected);
  EXPECT_EQ(opened, 3);
}

TEST(CudaEngine, SaysWhyWhereNoDeviceOpens) {
  const auto engine = cuda::makeEngineOn({.name = "cuda", .device = "", .isa = "", .detail = ""}, [] {
    return Result<std::unique_ptr<cuda::Device>>(Error{ErrorCode::unsupported, "nobody home"});
  });
  const auto scanner = engine->makeScanner({40, 37}, {});
  ASSERT_FALSE(scanner.ok());
  EXPECT_EQ(scanner.error().message, "nobody home");
}

}  // namespace
}  // namespace gradevault
