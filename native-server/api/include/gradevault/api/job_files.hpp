#pragma once

#include "gradevault/api/services.hpp"
#include "gradevault/result.hpp"

namespace gradevault::api {

/// Takes away what a job left in the data folder and in the object storage: capture, results. What is not
/// there is no error. Errors: write_failed.
[[nodiscard]] Status removeJobFiles(const Services& services, const jobs::Job& job);

/// Whether a job's `results` is a prefix in the object storage ("<job>/<token>/") and not a folder here.
[[nodiscard]] bool inObjectStorage(const std::string& results);

}  // namespace gradevault::api
