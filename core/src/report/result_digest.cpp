#include <cstring>

#include "gradevault/digest.hpp"
#include "report/canonical_results.hpp"

namespace gradevault {
namespace {

/// Every member as its pointer, a byte for its kind and its value; texts with their length before them, so
/// that no two results give the same bytes.
class DigestSink final : public ResultSink {
 public:
  void number(std::string_view pointer, double value) override {
    append(pointer);
    appendKind('n');
    const double positiveZero = value == 0 ? 0.0 : value;
    std::uint64_t bits = 0;
    std::memcpy(&bits, &positiveZero, sizeof bits);
    append(bits, 8);
  }
  void text(std::string_view pointer, std::string_view value) override {
    append(pointer);
    appendKind('t');
    append(value);
  }
  void flag(std::string_view pointer, bool value) override {
    append(pointer);
    appendKind(value ? '+' : '-');
  }
  void null(std::string_view pointer) override {
    append(pointer);
    appendKind('0');
  }
  [[nodiscard]] std::string hex() { return hash_.hex(); }

 private:
  void append(std::uint64_t value, std::size_t bytes) {
    std::array<std::byte, 8> littleEndian{};
    for (std::size_t i = 0; i < bytes; ++i) littleEndian[i] = static_cast<std::byte>(value >> 8 * i);
    hash_.update(std::span(littleEndian).first(bytes));
  }
  void append(std::string_view value) {
    append(value.size(), 8);
    hash_.update(std::as_bytes(std::span(value.data(), value.size())));
  }
  void appendKind(char kind) { append(static_cast<unsigned char>(kind), 1); }

  Sha256 hash_;
};

}  // namespace

std::string resultDigest(const Report& report, const std::map<std::string, std::string>& pixels) {
  DigestSink sink;
  // Counts up when the list of members or their bytes change, so that digests of different meaning never
  // agree.
  sink.text("gradevault results", "2");
  visitResults(report, sink);
  for (const auto& [picture, digest] : pixels) sink.text("pixels of " + picture, digest);
  return "sha256:" + sink.hex();
}

}  // namespace gradevault
