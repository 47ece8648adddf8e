#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "gradevault/jobs/data_folder.hpp"
#include "gradevault/process/file_descriptor.hpp"
#include "gradevault/result.hpp"

namespace gradevault::api {

/// A file in the data folder's captures/ that is being made for a job. Gone with its owner, unless the job
/// was accepted
/// (`keep`).
class CaptureFile {
 public:
  /// An empty one, to be written. Errors: write_failed.
  [[nodiscard]] static Result<CaptureFile> create(const jobs::DataFolder& data);
  /// Another name for a complete upload's file, so that the upload stays as it is and may be analysed again.
  /// Errors: write_failed; unreadable_input when the upload's file is gone.
  [[nodiscard]] static Result<CaptureFile> ofUpload(const jobs::DataFolder& data, const std::string& upload);

  CaptureFile(CaptureFile&& other) noexcept;
  CaptureFile& operator=(CaptureFile&&) = delete;
  ~CaptureFile();

  /// False when the disk is full or broken.
  [[nodiscard]] bool write(std::span<const char> bytes);
  /// File and folder are on the disk when it returns. Errors: write_failed.
  [[nodiscard]] Status sync();
  void keep() noexcept { path_.clear(); }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::int64_t bytes() const noexcept { return bytes_; }

 private:
  CaptureFile() = default;
  std::string name_;
  std::filesystem::path path_;  ///< empty: nothing to take away
  process::FileDescriptor file_;
  std::int64_t bytes_ = 0;
};

/// All of it, to a file that is written from its present place on.
[[nodiscard]] bool writeAll(int file, std::span<const char> bytes);
/// The folder's entries are on the disk.
[[nodiscard]] bool syncFolder(const std::filesystem::path& folder);

}  // namespace gradevault::api
