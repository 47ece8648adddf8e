#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "gradevault/decoded_picture.hpp"
#include "gradevault/options.hpp"
#include "gradevault/scan.hpp"

namespace gradevault::precheck {

/// Pictures of frames that may become golden, kept within a bound while the scan goes on. A still frame is
/// kept when no sharper one that is kept lies within `Options::goldenSpacing` of it; at the bound the least
/// sharp goes. Whether a frame is still is known when the next one was scanned, so that one waits. As long as
/// none is still, the sharpest of all is kept instead.
class KeptPictures {
 public:
  /// At most so many pictures, and so many bytes in all; one picture is kept whatever its size.
  KeptPictures(const Options& options, std::size_t most, std::size_t mostBytes)
      : options_(options), most_(most), mostBytes_(mostBytes) {}

  /// `records.back()` was scanned, of `picture`. `quick` is the quick luma's size.
  void offer(const std::vector<FrameRecord>& records, Size quick, const DecodedPicture& picture);
  /// There is no next frame: the one that waits is settled.
  void settle(const std::vector<FrameRecord>& records);

  /// Frames that are kept, ascending.
  [[nodiscard]] std::vector<int> frames() const;
  /// Null when it was not kept.
  [[nodiscard]] const DecodedPicture* find(int frame) const noexcept;
  /// Gives the memory back.
  void clear() noexcept;

 private:
  struct Entry {
    int frame = -1;
    PictureCopy copy;
  };
  [[nodiscard]] bool wanted(const std::vector<FrameRecord>& records, int frame, std::size_t room) const;
  [[nodiscard]] std::size_t room(const DecodedPicture& picture) const noexcept;
  void drop(std::size_t entry);
  void keep(const std::vector<FrameRecord>& records);
  [[nodiscard]] PictureCopy spare();

  const Options& options_;
  std::size_t most_;
  std::size_t mostBytes_;
  std::vector<Entry> entries_;
  std::optional<Entry> waiting_;
  std::optional<Entry> sharpest_;  ///< until an entry is there
  std::vector<PictureCopy> spares_;
};

}  // namespace gradevault::precheck
