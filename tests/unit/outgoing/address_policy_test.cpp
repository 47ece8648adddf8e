#include <gtest/gtest.h>

#include "address_range.hpp"
#include "gradevault/outgoing/http_client.hpp"

namespace gradevault::outgoing {
namespace {

/// The first, a middle and the last address of every block of IANA's registries for IPv4 and IPv6, and of
/// what leads to them in another form.
constexpr const char* special[] = {
    "0.0.0.0",
    "0.255.255.255",
    "10.0.0.0",
    "10.1.2.3",
    "10.255.255.255",
    "100.64.0.0",
    "100.100.100.200",
    "100.127.255.255",
    "127.0.0.0",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.0.0",
    "169.254.169.254",
    "169.254.255.255",
    "172.16.0.0",
    "172.31.255.255",
    "192.0.0.0",
    "192.0.0.192",
    "192.0.0.255",
    "192.0.2.1",
    "192.31.196.1",
    "192.52.193.1",
    "192.88.99.1",
    "192.168.0.0",
    "192.168.255.255",
    "192.175.48.1",
    "198.18.0.0",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.255",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::192.168.1.1",
    "64:ff9b:1::1",
    "64:ff9b:1::8.8.8.8",
    "100::1",
    "100:0:0:1::1",
    "2001::1",
    "2001:0:808:808::f5ff:fffe",
    "2001:1::1",
    "2001:2::1",
    "2001:3::1",
    "2001:4:112::1",
    "2001:10::1",
    "2001:20::1",
    "2001:30::1",
    "2001:1ff:ffff::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:808:808::1",
    "2620:4f:8000::1",
    "3fff::1",
    "3fff:fff::1",
    "5f00::1",
    "4000::1",
    "fc00::1",
    "fd00:ec2::254",
    "fdff::1",
    "fe80::1",
    "febf::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "2606:4700::5efe:127.0.0.1",
    "2606:4700::200:5efe:10.0.0.1",
    "1fff::1",
};
constexpr const char* ordinary[] = {
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2606:4700:4700::1111",
    "2a00:1450::1",
    "3ffe::1",
    "2606:4700::5efe:8.8.8.8",
};

TEST(AddressPolicy, RefusesEverySpecialBlock) {
  for (const char* address : special) EXPECT_FALSE(mayReach({}, address, 443)) << address;
}

TEST(AddressPolicy, LetsOrdinaryAddressesThroughUpToTheEdgesOfTheBlocks) {
  for (const char* address : ordinary) EXPECT_TRUE(mayReach({}, address, 443)) << address;
}

TEST(AddressPolicy, RefusesWhatIsNoAddress) {
  for (const char* text : {"", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "8.8.8.8 ",
                           "fe80::1%1", "[2606:4700::1]", "8.8.8.8:80", "8.8.8"}) {
    EXPECT_FALSE(mayReach({}, text, 80)) << text;
  }
  EXPECT_FALSE(mayReach({}, std::string_view("8.8.8.8\0", 8), 80));
}

TEST(AddressPolicy, AllowListNamesRangesAndPorts) {
  const auto policy =
      addressPolicy({"10.0.0.0/8", "127.0.0.1:9000", "[::1]:9000", "fd00::/8", "[fe80::/10]"});
  ASSERT_TRUE(policy.ok()) << policy.error().message;
  EXPECT_TRUE(mayReach(*policy, "10.9.8.7", 1));
  EXPECT_TRUE(mayReach(*policy, "::ffff:10.9.8.7", 1));
  EXPECT_TRUE(mayReach(*policy, "127.0.0.1", 9000));
  EXPECT_FALSE(mayReach(*policy, "127.0.0.1", 9001));
  EXPECT_FALSE(mayReach(*policy, "127.0.0.2", 9000));
  EXPECT_TRUE(mayReach(*policy, "::1", 9000));
  EXPECT_FALSE(mayReach(*policy, "::1", 80));
  EXPECT_TRUE(mayReach(*policy, "fd12::1", 80));
  EXPECT_TRUE(mayReach(*policy, "fe80::1", 80));
  EXPECT_FALSE(mayReach(*policy, "192.168.0.1", 80));
  // A translated form is not what the list names.
  EXPECT_FALSE(mayReach(*policy, "64:ff9b::10.0.0.1", 80));
}

TEST(AddressPolicy, AllowListRefusesWhatItCannotMean) {
  for (const char* entry : {"", "localhost", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/", "10.0.0.0/8:0",
                            "10.0.0.0/8:65536", "10.0.0.0/8:", "[::1", "[::1]9", "::1/129", "fd00::1/8",
                            "127.1", "10.0.0.0/-1", "10.0.0.0/8:80:80", "*", "[fd00::]/8"}) {
    const auto policy = addressPolicy({"127.0.0.1", entry});
    ASSERT_FALSE(policy.ok()) << entry;
    EXPECT_EQ(policy.error().code, ErrorCode::invalid_argument);
    EXPECT_NE(policy.error().message.find("'" + std::string(entry) + "'"), std::string::npos);
  }
}

TEST(AddressRange, ContainsByBitsNotByBytes) {
  const auto range = addressRange("172.16.0.0/12");
  ASSERT_TRUE(range);
  EXPECT_TRUE(range->contains(*ipAddress("172.31.0.1")));
  EXPECT_FALSE(range->contains(*ipAddress("172.32.0.1")));
  const auto everything = addressRange("::/0");
  ASSERT_TRUE(everything);
  EXPECT_TRUE(everything->contains(*ipAddress("ffff::")));
}

}  // namespace
}  // namespace gradevault::outgoing
