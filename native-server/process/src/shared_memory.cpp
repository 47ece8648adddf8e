#include "gradevault/process/shared_memory.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <utility>

#include "gradevault/process/system_error.hpp"

namespace gradevault::process {

namespace {

/// Hardened systems refuse memory that could be executed; kernels before 6.3 do not know the flag that says
/// so.
int createUnnamed() {
  constexpr unsigned noExecution = 8;  // MFD_NOEXEC_SEAL, which older headers lack
  constexpr unsigned flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  const int number = ::memfd_create("gradevault-shared", flags | noExecution);
  return number < 0 && errno == EINVAL ? ::memfd_create("gradevault-shared", flags) : number;
}

}  // namespace

Result<SharedMemory> SharedMemory::make(std::size_t bytes) {
  FileDescriptor descriptor(createUnnamed());
  if (!descriptor.valid()) return systemError("memfd_create", errno);
  if (::ftruncate(descriptor.number(), static_cast<off_t>(bytes)) != 0)
    return systemError("ftruncate", errno);
  // A broken child that shortened it would kill this process at its next access.
  if (::fcntl(descriptor.number(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
    return systemError("sealing shared memory", errno);
  }
  return mapped(std::move(descriptor));
}

Result<SharedMemory> SharedMemory::mapped(FileDescriptor descriptor) {
  struct stat facts {};
  if (::fstat(descriptor.number(), &facts) != 0) return systemError("fstat of shared memory", errno);
  SharedMemory memory;
  const auto bytes = static_cast<std::size_t>(facts.st_size);
  void* data = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor.number(), 0);
  if (data == MAP_FAILED) return systemError("mapping shared memory", errno);
  memory.data_ = static_cast<std::uint8_t*>(data);
  memory.size_ = bytes;
  memory.descriptor_ = std::move(descriptor);
  return memory;
}

SharedMemory::SharedMemory(SharedMemory&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      descriptor_(std::move(other.descriptor_)) {}

SharedMemory& SharedMemory::operator=(SharedMemory&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

SharedMemory::~SharedMemory() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

}  // namespace gradevault::process
