// Which encoding a table's text has, and its conversion to and from UTF-8, chunk by chunk.
//
// Invariant: what a decoder gives out is valid UTF-8. Bytes that are no character become U+FFFD and
// are reported with their offset, so that the row that holds them can be refused.
// A byte order mark decides; otherwise valid UTF-8 wins over GB18030 (GB 18030-2005, by ICU).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/tables/byte_source.h"

namespace firebreak::tables {

enum class TextEncoding : std::uint8_t { utf8, utf8_bom, utf16_le, utf16_be, gb18030 };

std::string_view encoding_name(TextEncoding encoding);  // "UTF-8", "UTF-8 with BOM", "GB18030"...
std::string_view byte_order_mark(TextEncoding encoding);

// Reads the source in chunks, the whole of it unless it soon proves not to be UTF-8, and puts it
// back at its start.
Result<TextEncoding> detect_encoding(ByteSource& source);

struct InvalidBytes {
  std::uint64_t byte_offset;  // In the source.
  std::uint64_t text_offset;  // Of the U+FFFD in all the text decoded so far.
};

class TextDecoder {
 public:
  explicit TextDecoder(TextEncoding encoding);
  ~TextDecoder();
  TextDecoder(TextDecoder&&) noexcept;
  TextDecoder& operator=(TextDecoder&&) noexcept;

  // Appends the text of the next bytes; a character cut off by their end waits for the next call.
  void decode(std::string_view bytes, std::string& text, std::vector<InvalidBytes>& invalid);
  // Reports a character that the end of the source cut off.
  void finish(std::string& text, std::vector<InvalidBytes>& invalid);

 private:
  struct Sink;
  struct Converter;
  std::size_t decode_utf8(std::string_view bytes, Sink& sink);
  std::size_t decode_utf16(std::string_view bytes, Sink& sink);
  std::size_t decode_gb18030(std::string_view bytes, Sink& sink);
  void convert_gb18030(std::string_view bytes, Sink& sink);

  TextEncoding encoding_;
  std::uint64_t bytes_done_ = 0;  // Decoded or skipped, without what waits in `carry_`.
  std::uint64_t text_done_ = 0;
  bool mark_passed_ = false;
  std::string carry_;
  std::unique_ptr<Converter> converter_;
};

// `text` must be valid UTF-8. Appends no byte order mark: see byte_order_mark().
void encode_text(std::string_view text, TextEncoding encoding, std::string& bytes);

}  // namespace firebreak::tables
