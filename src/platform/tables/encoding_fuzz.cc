// Any bytes in any encoding, in any chunks: the text is UTF-8, the same for all chunks, and valid
// text comes back from its bytes.
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "platform/tables/multibyte.h"
#include "platform/tables/text_encoding.h"

using namespace firebreak::tables;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 2) return 0;
  const auto encoding = static_cast<TextEncoding>(bytes[0] % 5);
  const std::size_t chunk = 1 + bytes[1] % 17;
  const std::string_view input(reinterpret_cast<const char*>(bytes) + 2, size - 2);
  TextDecoder at_once(encoding);
  std::string text;
  std::vector<InvalidBytes> invalid;
  at_once.decode(input, text, invalid);
  at_once.finish(text, invalid);
  CHECK(is_utf8(text));
  TextDecoder by_parts(encoding);
  std::string other;
  std::vector<InvalidBytes> other_invalid;
  for (std::size_t at = 0; at < input.size(); at += chunk) {
    by_parts.decode(input.substr(at, chunk), other, other_invalid);
  }
  by_parts.finish(other, other_invalid);
  CHECK(text == other && invalid.size() == other_invalid.size());
  for (const auto& each : invalid) {
    CHECK(each.byte_offset < input.size());
    CHECK(text.compare(each.text_offset, 3, "\xEF\xBF\xBD") == 0);
  }
  auto source = open_source(input);
  CHECK(detect_encoding(**source).has_value());
  std::string encoded(byte_order_mark(encoding));
  encode_text(text, encoding, encoded);
  TextDecoder again(encoding);
  std::string back;
  invalid.clear();
  again.decode(encoded, back, invalid);
  again.finish(back, invalid);
  CHECK(invalid.empty() && back == text);
  return 0;
}
