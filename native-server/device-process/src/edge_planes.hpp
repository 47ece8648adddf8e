#pragma once

#include <span>
#include <vector>

#include "gradevault/defect_maps.hpp"
#include "gradevault/executor.hpp"
#include "gradevault/process/message.hpp"
#include "gradevault/process/shared_memory.hpp"

namespace gradevault::device_process {

/// One call for defect maps in shared memory: every frame's luma and valid plane, then room for score, mask
/// and valid area of the first frame's size.
class EdgePlanes {
 public:
  /// Room for the frames, which `fill` copies there.
  [[nodiscard]] static Result<EdgePlanes> make(std::span<const AlignedFrame> frames);
  void fill(std::span<const AlignedFrame> frames, Executor& executor) const;
  /// What `mapped` needs to know besides the descriptor.
  void putShapes(process::MessageWriter& message) const;
  [[nodiscard]] DefectMaps maps(double defectPercentage) const;
  [[nodiscard]] const process::SharedMemory& memory() const noexcept { return memory_; }

  /// The other process's view. Errors: the shapes do not fit the memory.
  [[nodiscard]] static Result<EdgePlanes> mapped(process::FileDescriptor descriptor,
                                                 process::MessageReader& message);
  [[nodiscard]] std::vector<AlignedFrame> frames() const;
  /// Errors: the maps are not of the first frame's size.
  [[nodiscard]] Status write(const DefectMaps& maps) const;

 private:
  struct Shape {
    int width = 0;
    int height = 0;
    int channels = 1;
  };
  explicit EdgePlanes(std::vector<Shape> shapes) : shapes_(std::move(shapes)) {}

  [[nodiscard]] std::vector<std::size_t> starts() const;
  [[nodiscard]] Size size() const;
  [[nodiscard]] GrayView plane(std::size_t index, std::size_t start) const;

  std::vector<Shape> shapes_;  ///< luma and valid of the first frame, of the second, …
  process::SharedMemory memory_;
};

}  // namespace gradevault::device_process
