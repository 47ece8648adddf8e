#include "gradevault/artifacts/png.hpp"

#include <png.h>

#include <bit>
#include <csetjmp>
#include <cstring>
#include <string>

namespace gradevault::artifacts {
namespace {

/// What libpng's callbacks share with us.
struct Session {
  std::vector<std::byte> written;
  std::span<const std::byte> toRead;
  std::string complaint;
};

void onError(png_structp png, png_const_charp message) {
  static_cast<Session*>(png_get_error_ptr(png))->complaint = message;
  std::longjmp(png_jmpbuf(png), 1);
}

void onWarning(png_structp, png_const_charp) {}

void onWrite(png_structp png, png_bytep data, std::size_t length) {
  auto& written = static_cast<Session*>(png_get_io_ptr(png))->written;
  const auto* bytes = reinterpret_cast<const std::byte*>(data);
  written.insert(written.end(), bytes, bytes + length);
}

void onRead(png_structp png, png_bytep data, std::size_t length) {
  auto& rest = static_cast<Session*>(png_get_io_ptr(png))->toRead;
  if (rest.size() < length) png_error(png, "the file ends too early");
  std::memcpy(data, rest.data(), length);
  rest = rest.subspan(length);
}

void onFlush(png_structp) {}

/// Level 3 with the adaptive filters is a third of the time of the default level for 5 % more bytes.
constexpr int compressionLevel = 3;

// libpng reports errors by longjmp: everything with a destructor lives in the caller.
bool encodeInto(Session& session, const std::vector<png_bytep>& rows, int width, int bits, int colorType) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &session, onError, onWarning);
  if (png == nullptr) return false;
  png_infop info = png_create_info_struct(png);
  if (info == nullptr || setjmp(png_jmpbuf(png)) != 0) {
    png_destroy_write_struct(&png, &info);
    return false;
  }
  png_set_write_fn(png, &session, onWrite, onFlush);
  png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
  png_set_compression_level(png, compressionLevel);
  png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(rows.size()), bits, colorType,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  if (bits == 16 && std::endian::native == std::endian::little) png_set_swap(png);
  for (png_bytep row : rows) png_write_row(png, row);
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return true;
}

template <class T>
Result<std::vector<std::byte>> encode(ImageView<const T> picture) {
  constexpr int bits = static_cast<int>(sizeof(T)) * 8;
  const bool grey = picture.channels() == 1;
  if (picture.empty() || !(grey || (picture.channels() == 3 && bits == 8))) {
    return Error{ErrorCode::invalid_argument, "a PNG needs at least one pixel, and one channel or three of 8 bits"};
  }
  std::vector<png_bytep> rows;
  rows.reserve(static_cast<std::size_t>(picture.height()));
  for (int y = 0; y < picture.height(); ++y) {
    // libpng's row pointers are not const, but writing does not change them.
    rows.push_back(const_cast<png_bytep>(reinterpret_cast<png_const_bytep>(picture.row(y))));
  }
  Session session;
  if (!encodeInto(session, rows, picture.width(), bits, grey ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB)) {
    return Error{ErrorCode::internal, "libpng: " + session.complaint};
  }
  return std::move(session.written);
}

struct Header {
  png_uint_32 width = 0;
  png_uint_32 height = 0;
  int bits = 0;
  int colorType = 0;
};

/// Reads one PNG in two steps, because the rows can be allocated only once the header is known.
class Decoder {
 public:
  explicit Decoder(Session& session)
      : png_(png_create_read_struct(PNG_LIBPNG_VER_STRING, &session, onError, onWarning)),
        info_(png_ == nullptr ? nullptr : png_create_info_struct(png_)) {
    if (info_ != nullptr) png_set_read_fn(png_, &session, onRead);
  }
  ~Decoder() { png_destroy_read_struct(&png_, &info_, nullptr); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  bool header(Header& header) {
    if (info_ == nullptr || setjmp(png_jmpbuf(png_)) != 0) return false;
    png_read_info(png_, info_);
    if (png_get_bit_depth(png_, info_) == 16 && std::endian::native == std::endian::little) png_set_swap(png_);
    header = {png_get_image_width(png_, info_), png_get_image_height(png_, info_), png_get_bit_depth(png_, info_),
              png_get_color_type(png_, info_)};
    return true;
  }

  bool rows(const std::vector<png_bytep>& rows) {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;
    for (png_bytep row : rows) png_read_row(png_, row, nullptr);
    return true;
  }

 private:
  png_structp png_;
  png_infop info_;
};

template <class T>
Result<Image<T>> decode(std::span<const std::byte> file) {
  constexpr int bits = static_cast<int>(sizeof(T)) * 8;
  Session session;
  session.toRead = file;
  Decoder decoder(session);
  Header header;
  if (!decoder.header(header)) return Error{ErrorCode::unreadable_input, "not a PNG: " + session.complaint};
  const bool grey = header.colorType == PNG_COLOR_TYPE_GRAY;
  if (header.bits != bits || !(grey || header.colorType == PNG_COLOR_TYPE_RGB)) {
    return Error{ErrorCode::unreadable_input, "a PNG of another kind: not " + std::to_string(bits) + "-bit grey or RGB"};
  }
  Image<T> image(static_cast<int>(header.width), static_cast<int>(header.height), grey ? 1 : 3);
  std::vector<png_bytep> rows;
  for (int y = 0; y < image.height(); ++y) rows.push_back(reinterpret_cast<png_bytep>(image.view().row(y)));
  if (!decoder.rows(rows)) return Error{ErrorCode::unreadable_input, "a damaged PNG: " + session.complaint};
  return image;
}

}  // namespace

Result<std::vector<std::byte>> encodePng(ImageView<const std::uint8_t> picture) { return encode(picture); }
Result<std::vector<std::byte>> encodePng(ImageView<const std::uint16_t> picture) { return encode(picture); }
Result<Image<std::uint8_t>> decodePng(std::span<const std::byte> file) { return decode<std::uint8_t>(file); }
Result<Image<std::uint16_t>> decodePng16(std::span<const std::byte> file) { return decode<std::uint16_t>(file); }

}  // namespace gradevault::artifacts
