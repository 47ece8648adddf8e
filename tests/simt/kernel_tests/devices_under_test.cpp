#include "devices_under_test.hpp"

#include "harness/simt_device.hpp"

namespace gradevault::testing {

std::unique_ptr<cuda::Device> makeDeviceUnderTest(const std::string& name, std::string& why) {
  using Order = simt::Schedule::Order;
  if (name == "cuda") return makeCudaDeviceUnderTest(why);
  simt::Schedule schedule;
  if (name == "descending") schedule = {.order = Order::descending, .seed = 7};
  if (name == "shuffled1") schedule = {.order = Order::shuffled, .seed = 1};
  if (name == "shuffled2") schedule = {.order = Order::shuffled, .seed = 2};
  return std::make_unique<simt::SimtDevice>(schedule);
}

}  // namespace gradevault::testing
