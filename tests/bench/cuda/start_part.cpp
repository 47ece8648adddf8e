#include "host/cuda_scanner.hpp"
#include "parts.hpp"
#include "scan_inputs.hpp"

namespace gradevault::bench {

Json measureStart(const Plan& plan) {
  const Size size = plan.sizes.front();
  SequentialExecutor executor;
  const Content content = printedPages(size, 4, executor);
  MeasuredDevice opened;
  std::unique_ptr<Scanner> scanner;
  const double context = secondsOf([&] { opened = plan.device.open(); });
  const double memory =
      secondsOf([&] { scanner = must(cuda::makeCudaScanner(std::move(opened.device), size, {})); });
  const std::vector<ScanInput> inputs = repeated(content.frames, static_cast<std::size_t>(scanner->framesACall()) / 2);
  const double first = secondsOf([&] { scanAll(*scanner, inputs, inputs.size(), executor); });
  const double second = secondsOf([&] { scanAll(*scanner, inputs, inputs.size(), executor); });
  return {{"width", size.width},
          {"height", size.height},
          {"contextSeconds", context},
          {"scannerSeconds", memory},
          {"firstBatchSeconds", first},
          {"secondBatchSeconds", second}};
}

}  // namespace gradevault::bench
