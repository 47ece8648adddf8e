#include "headers.hpp"

#include <gtest/gtest.h>

namespace gradevault::outgoing {
namespace {

TEST(Headers, NamesAndValuesCannotMakeOtherHeaders) {
  EXPECT_TRUE(headerList({{"X-Name", "value"}, {"X-Empty", ""}}));
  for (const auto& [name, value] : Headers{{"", "x"},
                                           {"a b", "x"},
                                           {"a:", "x"},
                                           {"a\r\nb", "x"},
                                           {"a", "x\r\nb: c"},
                                           {"a", "x\ny"},
                                           {"a", std::string("x\0y", 3)},
                                           {"\xc3\xa4", "x"}}) {
    EXPECT_FALSE(headerList({{name, value}})) << name << value;
  }
}

TEST(Headers, LinesAreReadWithLowerCaseNames) {
  const auto line = headerLine("Content-Type:\t text/plain \r\n");
  ASSERT_TRUE(line);
  EXPECT_EQ(line->first, "content-type");
  EXPECT_EQ(line->second, "text/plain");
  EXPECT_FALSE(headerLine("HTTP/1.1 200 OK\r\n"));
  EXPECT_FALSE(headerLine("\r\n"));
  EXPECT_FALSE(headerLine("a b: c\r\n"));
}

TEST(Headers, CompressionIsSeen) {
  EXPECT_FALSE(isCompressed({{"content-encoding", "identity"}, {"transfer-encoding", "Chunked"}}));
  EXPECT_FALSE(isCompressed({}));
  for (const auto& header : Headers{{"content-encoding", "gzip"},
                                    {"content-encoding", "BR"},
                                    {"transfer-encoding", "gzip, chunked"},
                                    {"content-encoding", "x"}}) {
    EXPECT_TRUE(isCompressed({header})) << header.second;
  }
}

}  // namespace
}  // namespace gradevault::outgoing
