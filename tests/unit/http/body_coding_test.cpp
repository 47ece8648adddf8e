#include <gtest/gtest.h>

#include "../../../native-server/http/src/byte_ranges.hpp"
#include "../../../native-server/http/src/chunk_guard.hpp"
#include "../../../native-server/http/src/multipart_reader.hpp"
#include "../../../native-server/http/src/percent.hpp"

namespace gradevault::http {
namespace {

/// How much of a chunked body is let through, whole or byte by byte alike; nothing where it is refused.
std::optional<std::size_t> guarded(std::string_view body) {
  ChunkGuard whole;
  const auto taken = whole.take(body);
  ChunkGuard piecewise;
  std::optional<std::size_t> sum = 0;
  for (std::size_t at = 0; at < body.size() && sum && !piecewise.complete(); ++at) {
    const auto one = piecewise.take(body.substr(at, 1));
    sum = one ? std::optional(*sum + *one) : std::nullopt;
  }
  EXPECT_EQ(taken, sum) << body;
  EXPECT_EQ(whole.complete(), piecewise.complete()) << body;
  return taken;
}

TEST(ChunkGuard, LetsSoundBodiesThrough) {
  EXPECT_EQ(guarded("5\r\nhello\r\n0\r\n\r\nGET /"), 15U);
  EXPECT_EQ(guarded("0\r\n\r\n"), 5U);
  EXPECT_EQ(guarded("a;x=\"y\"\r\n0123456789\r\n000\r\n\r\n"), 28U);
  EXPECT_EQ(guarded("00000000000000F\r\nhel"), 20U);
}

TEST(ChunkGuard, RefusesWhatReadersDisagreeAbout) {
  for (const std::string body :
       {"-1\r\n", "+5\r\n", " 5\r\n", "0x5\r\n", "5 \r\n", "5\n", "5\rhello", "\r\n", ";x\r\n", "g\r\n",
        "5;a\nb\r\n", "FFFFFFFFFFFFFFFF\r\n", "0000000000000005\r\n", "5\r\nhellox\r\n", "5\r\nhello\n",
        "5\r\nhello0\r\n\r\n", "0\r\nTrailer: x\r\n\r\n", "0\r\n\n", "0\n\r\n"}) {
    EXPECT_FALSE(guarded(body)) << body;
  }
  EXPECT_FALSE(guarded("5;" + std::string(300, 'x') + "\r\n"));
}

TEST(ByteRanges, AreReadAsRfc9110HasThem) {
  const auto first = [](std::string_view header) {
    const auto ranges = parseByteRanges(header, 100);
    EXPECT_TRUE(ranges && ranges->size() == 1) << header;
    return ranges && ranges->size() == 1 ? std::pair(ranges->front().first, ranges->front().last)
                                         : std::pair<std::int64_t, std::int64_t>(-1, -1);
  };
  EXPECT_EQ(first("bytes=0-0"), std::pair(0L, 0L));
  EXPECT_EQ(first("bytes=10-"), std::pair(10L, 99L));
  EXPECT_EQ(first("bytes=-10"), std::pair(90L, 99L));
  EXPECT_EQ(first("bytes=-1000"), std::pair(0L, 99L));
  EXPECT_EQ(first("Bytes=50-1000"), std::pair(50L, 99L));
  EXPECT_EQ(first("bytes=200-, 1-2"), std::pair(1L, 2L));
  EXPECT_EQ(parseByteRanges("bytes=0-1, 5-6,10-", 100)->size(), 3U);
}

TEST(ByteRanges, ThatCannotBeSatisfiedAreEmpty) {
  EXPECT_TRUE(parseByteRanges("bytes=100-", 100)->empty());
  EXPECT_TRUE(parseByteRanges("bytes=-0", 100)->empty());
  EXPECT_TRUE(parseByteRanges("bytes=0-", 0)->empty());
}

TEST(ByteRanges, ThatAreNoneOrAnAttackAreIgnored) {
  for (const std::string header : {"bytes=", "bytes=x", "bytes=1", "bytes=5-4", "bytes=--1", "bytes=1-2-3",
                                   "items=0-1", "", "bytes=99999999999999999999-", "bytes=0-,0-,0-"}) {
    EXPECT_FALSE(parseByteRanges(header, 100)) << header;
  }
  std::string many = "bytes=0-0";
  for (int at = 1; at < 17; ++at) many += "," + std::to_string(at * 3) + "-" + std::to_string(at * 3);
  EXPECT_FALSE(parseByteRanges(many, 100));
}

struct Parts {
  bool sound = false;
  std::string text;  ///< "name|file|type=content;" for each part
};

Parts partsOf(std::string_view body, std::size_t piece) {
  Parts parts;
  MultipartReader reader(
      "xyz",
      [&](const Call::Part& part) {
        parts.text +=
            (parts.text.empty() ? "" : ";") + part.name + "|" + part.fileName + "|" + part.mediaType + "=";
        return true;
      },
      [&](std::span<const char> bytes) {
        parts.text.append(bytes.data(), bytes.size());
        return true;
      });
  parts.sound = true;
  for (std::size_t at = 0; at < body.size() && parts.sound; at += piece) {
    parts.sound = reader.take(body.substr(at, piece));
  }
  parts.sound = parts.sound && reader.complete();
  return parts;
}

TEST(Multipart, IsTakenApartWhateverThePieces) {
  const std::string body =
      "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--x\r\n--xyz\r\n"
      "content-disposition: form-data; filename=\"c \\\"1\\\".mp4\"; name=b\r\nContent-Type: "
      "video/mp4\r\n\r\n\r\n--xyz--\r\nepilogue";
  for (std::size_t piece = 1; piece <= body.size(); ++piece) {
    const auto parts = partsOf(body, piece);
    EXPECT_TRUE(parts.sound);
    EXPECT_EQ(parts.text, "a||=one\r\n--x;b|c \"1\".mp4|video/mp4=") << "in pieces of " << piece;
  }
}

TEST(Multipart, ThatIsMalformedIsRefused) {
  const std::string head = "--xyz\r\nContent-Disposition: form-data; name=a\r\n";
  for (const auto& body :
       {std::string("preamble\r\n") + head + "\r\nx\r\n--xyz--", head + "\r\nx\r\n--xyz", head + "\r\nx",
        head + "\r\nx\r\n--xyzz--", std::string("--xyz\r\nContent-Type: a/b\r\n\r\nx\r\n--xyz--"),
        head + head.substr(7) + "\r\nx\r\n--xyz--", head + "broken\r\n\r\nx\r\n--xyz--",
        std::string("--xyz\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--xyz--"),
        head + "X: " + std::string(9000, 'x') + "\r\n\r\nx\r\n--xyz--"}) {
    EXPECT_FALSE(partsOf(body, 1000).sound) << body.substr(0, 100);
  }
  std::string many;
  for (int part = 0; part < 129; ++part) many += head + "\r\nx\r\n";
  EXPECT_FALSE(partsOf(many + "--xyz--", 1000).sound);
}

TEST(Multipart, BoundaryComesFromTheMediaType) {
  EXPECT_EQ(MultipartReader::boundaryOf("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(MultipartReader::boundaryOf("Multipart/Form-Data; charset=x; boundary=\"a b\""), "a b");
  for (const std::string type :
       {"multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=a", ""}) {
    EXPECT_FALSE(MultipartReader::boundaryOf(type)) << type;
  }
  EXPECT_FALSE(MultipartReader::boundaryOf("multipart/form-data; boundary=" + std::string(71, 'a')));
}

TEST(Percent, DecodesOrRefuses) {
  EXPECT_EQ(percentDecoded("a%20b%c3%A4"), "a b\xc3\xa4");
  for (const std::string text : {"%", "%2", "%zz", "%00", "%0d", "%0A", "%7f"})
    EXPECT_FALSE(percentDecoded(text)) << text;
  for (const std::string path : {"/a/../b", "/a/%2e%2e/b", "/.", "/a/%2E", "/a%00", "a"})
    EXPECT_FALSE(pathParts(path)) << path;
  EXPECT_EQ(queryParameter("a=1&b=x%26y&b=2&c", "b"), "x&y");
  EXPECT_EQ(queryParameter("a=1&c", "c"), "");
  EXPECT_FALSE(queryParameter("a=1", "b"));
}

}  // namespace
}  // namespace gradevault::http
