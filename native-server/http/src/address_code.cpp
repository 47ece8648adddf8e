#include "gradevault/http/address_code.hpp"

#include <qrencode.h>

#include <memory>

namespace gradevault::http {
namespace {

constexpr int kQuietZone = 4;  // ISO/IEC 18004 asks for four modules
constexpr std::size_t kLongest = 300;

struct CodeDeleter {
  void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

bool dark(const QRcode& code, int row, int column) {
  if (row < 0 || column < 0 || row >= code.width || column >= code.width) return false;
  return (code.data[row * code.width + column] & 1) != 0;
}

}  // namespace

Result<std::string> addressCode(std::string_view address, bool coloured) {
  if (address.empty() || address.size() > kLongest) {
    return Error{ErrorCode::invalid_argument, "an address for a QR code has 1 to 300 bytes"};
  }
  const std::unique_ptr<QRcode, CodeDeleter> code(
      QRcode_encodeString8bit(std::string(address).c_str(), 0, QR_ECLEVEL_M));
  if (!code) return Error{ErrorCode::invalid_argument, "no QR code can hold the address"};
  std::string text;
  for (int row = -kQuietZone; row < code->width + kQuietZone; row += 2) {
    if (coloured) text += "\033[97;40m";  // white blocks on black, whatever the terminal's own are
    for (int column = -kQuietZone; column < code->width + kQuietZone; ++column) {
      const bool upper = !dark(*code, row, column);
      const bool lower = row + 1 < code->width + kQuietZone && !dark(*code, row + 1, column);
      text += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
    }
    if (coloured) text += "\033[0m";
    text += '\n';
  }
  return text;
}

}  // namespace gradevault::http
