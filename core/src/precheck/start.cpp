#include <utility>

#include "precheck/file_precheck.hpp"
#include "precheck/live_precheck.hpp"

namespace gradevault {

Result<std::unique_ptr<Precheck>> Precheck::start(PrecheckRequest request, const Engine& engine,
                                                  Executor& executor, const Clock& clock) {
  if (auto status = validate(request.options); !status.ok()) return status.error();
  const std::string& transfer = request.source.transfer;
  if (!transfer.empty() && transfer != "sdr" && transfer != "pq" && transfer != "hlg") {
    return Error{ErrorCode::invalid_argument,
                 "the transfer function '" + transfer + "' is not known: sdr, pq or hlg"};
  }
  if (request.live) {
    return std::unique_ptr<Precheck>(
        std::make_unique<precheck::LivePrecheck>(std::move(request), engine, executor, clock));
  }
  return std::unique_ptr<Precheck>(
      std::make_unique<precheck::FilePrecheck>(std::move(request), engine, executor, clock));
}

}  // namespace gradevault
