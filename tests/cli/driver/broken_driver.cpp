// A CUDA driver library that stands in for a broken one: whatever is asked first hangs or aborts. Loading it
// is harmless, as loading a real one is.
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace {

int broken() {
  const char* how = std::getenv("GRADEVAULT_TEST_DRIVER");
  if (how != nullptr && std::string_view(how) == "abort") std::abort();
  for (;;) ::pause();
}

}  // namespace

extern "C" {
int cuInit() {
  return broken();
}
int cuDriverGetVersion() {
  return broken();
}
int cuGetExportTable() {
  return broken();
}
int cuGetProcAddress() {
  return broken();
}
int cuGetProcAddress_v2() {
  return broken();
}
}
