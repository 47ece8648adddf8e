#include "relayed_scanner.hpp"

#include <utility>

namespace gradevault::analyze {

Status RelayedScanner::prepare() {
  while (!scanner_) {
    auto made = engine_.engine().makeScanner(size_, options_, services_.trace);
    if (made.ok()) {
      scanner_ = std::move(made).value();
    } else if (const Status relayed = engine_.takeOver(made.error(), std::nullopt); !relayed.ok()) {
      return relayed;
    }
  }
  return {};
}

Status RelayedScanner::scan(const ScanJob& job, const media::LumaFrame* before, bool follows,
                            std::span<FrameScan> scans) {
  if (job.inputs.empty()) return {};
  for (Status status = attempt(job, follows ? nullptr : before, scans); !status.ok();) {
    const Status relayed = engine_.takeOver(status.error(), static_cast<int>(job.places.front()));
    if (!relayed.ok()) return relayed;
    scanner_.reset();
    status = attempt(job, before, scans);
  }
  return {};
}

Status RelayedScanner::attempt(const ScanJob& job, const media::LumaFrame* before,
                               std::span<FrameScan> scans) {
  if (auto status = prepare(); !status.ok()) return status;
  if (before != nullptr && !before->lost) {
    FrameScan ignored;
    const ScanInput input{before->luma.view(), true};
    if (auto status = scanner_->scan({&input, 1}, {&ignored, 1}, services_.executor); !status.ok())
      return status;
  }
  return scanner_->scan(job.inputs, scans, services_.executor);
}

}  // namespace gradevault::analyze
