#include "platform/tables/text_encoding.h"

#include <algorithm>
#include <array>
#include <span>

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "base/check.h"
#include "platform/tables/multibyte.h"

namespace firebreak::tables {
namespace {

constexpr std::size_t kDetectChunkBytes = 1 << 18;
constexpr std::size_t kUnitsMax = 1 << 14;  // UTF-16 units converted at a time.
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
// A file in which this many longer sequences are right for each one that is wrong is UTF-8 that
// somebody damaged: Chinese text in GB18030 hardly ever looks like UTF-8 of three bytes.
constexpr std::uint64_t kWellFormedPerError = 8;

constexpr std::uint64_t kErrorsEnough = 1000;

struct Tally {
  std::uint64_t errors = 0;
  std::uint64_t longer_sequences = 0;  // Of three bytes and more.
  std::uint64_t bytes = 0;
  // So much is wrong that the rest need not be looked at.
  bool hopeless() const { return errors >= kErrorsEnough && longer_sequences < errors; }
};

template <class StepFunction, class PrefixFunction>
Result<Tally> tally(ByteSource& source, StepFunction step_of, PrefixFunction prefix_of,
                    std::uint64_t bytes_max) {
  std::vector<char> chunk(std::min<std::uint64_t>(kDetectChunkBytes, source.size() + 8));
  std::size_t carried = 0;
  Tally result;
  for (;;) {
    const auto taken = source.read(std::span(chunk).subspan(carried));
    if (!taken) return taken.error();
    std::string_view text(chunk.data(), carried + *taken);
    if (*taken == 0) {
      result.errors += carried > 0 ? 1 : 0;
      break;
    }
    if (result.bytes >= bytes_max || result.hopeless()) break;
    result.bytes += *taken;
    carried = 0;
    while (!text.empty()) {
      const std::size_t prefix = prefix_of(text);
      result.longer_sequences += static_cast<std::uint64_t>(
          std::count_if(text.data(), text.data() + prefix,
                        [](char byte) { return static_cast<unsigned char>(byte) >= 0xE0; }));
      text.remove_prefix(prefix);
      if (text.empty()) break;
      const Step step = step_of(text);
      if (step.kind == StepKind::cut_off) {
        carried = text.size();
        std::copy_n(text.data(), carried, chunk.data());
        break;
      }
      result.errors += step.kind == StepKind::invalid ? 1 : 0;
      text.remove_prefix(step.length);
    }
  }
  if (auto back = source.rewind(); !back) return back.error();
  return result;
}

std::size_t valid_gb18030_prefix(std::string_view text) {
  std::size_t index = 0;
  while (index < text.size()) {
    if (static_cast<unsigned char>(text[index]) < 0x80) {
      index += ascii_prefix(text.substr(index));
      continue;
    }
    const Step step = gb18030_step(text.substr(index));
    if (step.kind != StepKind::valid) return index;
    index += step.length;
  }
  return index;
}

char16_t unit_at(std::string_view bytes, std::size_t index, bool little) {
  const auto first = static_cast<unsigned char>(bytes[index]);
  const auto second = static_cast<unsigned char>(bytes[index + 1]);
  return static_cast<char16_t>(little ? first | second << 8 : first << 8 | second);
}

bool is_high_surrogate(char16_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low_surrogate(char16_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

UConverter* open_gb18030() {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open("gb18030", &status);
  CHECK(U_SUCCESS(status));
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  CHECK(U_SUCCESS(status));
  return converter;
}

// Written by pointer into room made beforehand: this is where large GB18030 files spend their time.
void append_units(std::span<const char16_t> units, std::string& text) {
  const std::size_t before = text.size();
  text.resize(before + units.size() * 3);
  char* out = text.data() + before;
  for (std::size_t index = 0; index < units.size(); ++index) {
    const std::uint32_t unit = units[index];
    if (unit < 0x80) {
      *out++ = static_cast<char>(unit);
    } else if (unit < 0x800) {
      *out++ = static_cast<char>(0xC0 | unit >> 6);
      *out++ = static_cast<char>(0x80 | (unit & 0x3F));
    } else if (!is_high_surrogate(units[index])) {
      *out++ = static_cast<char>(0xE0 | unit >> 12);
      *out++ = static_cast<char>(0x80 | (unit >> 6 & 0x3F));
      *out++ = static_cast<char>(0x80 | (unit & 0x3F));
    } else {
      CHECK(index + 1 < units.size());
      const std::uint32_t point = 0x10000 + ((unit - 0xD800) << 10) + (units[++index] - 0xDC00u);
      *out++ = static_cast<char>(0xF0 | point >> 18);
      *out++ = static_cast<char>(0x80 | (point >> 12 & 0x3F));
      *out++ = static_cast<char>(0x80 | (point >> 6 & 0x3F));
      *out++ = static_cast<char>(0x80 | (point & 0x3F));
    }
  }
  text.resize(static_cast<std::size_t>(out - text.data()));
}

}  // namespace

std::string_view encoding_name(TextEncoding encoding) {
  constexpr std::array<std::string_view, 5> kNames = {"UTF-8", "UTF-8 with BOM", "UTF-16 LE",
                                                      "UTF-16 BE", "GB18030"};
  return kNames[static_cast<std::size_t>(encoding)];
}

std::string_view byte_order_mark(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::utf8_bom:
      return "\xEF\xBB\xBF";
    case TextEncoding::utf16_le:
      return "\xFF\xFE";
    case TextEncoding::utf16_be:
      return "\xFE\xFF";
    default:
      return "";
  }
}

Result<TextEncoding> detect_encoding(ByteSource& source) {
  const auto start = first_bytes(source, 3);
  if (!start) return start.error();
  for (const auto marked :
       {TextEncoding::utf8_bom, TextEncoding::utf16_le, TextEncoding::utf16_be}) {
    if (start->starts_with(byte_order_mark(marked))) return marked;
  }
  const auto utf8 = tally(source, utf8_step, valid_utf8_prefix, source.size());
  if (!utf8) return utf8.error();
  if (utf8->errors == 0) return TextEncoding::utf8;
  const auto gb18030 = tally(source, gb18030_step, valid_gb18030_prefix, utf8->bytes);
  if (!gb18030) return gb18030.error();
  const bool damaged_utf8 = utf8->longer_sequences >= kWellFormedPerError * utf8->errors;
  const bool better_utf8 = gb18030->errors > 0 && utf8->errors <= gb18030->errors;
  return damaged_utf8 || better_utf8 ? TextEncoding::utf8 : TextEncoding::gb18030;
}

struct TextDecoder::Converter {
  UConverter* handle = open_gb18030();
  std::vector<char16_t> units = std::vector<char16_t>(kUnitsMax);

  Converter() = default;
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() { ucnv_close(handle); }
};

// Where decoded text goes; `text_start` is what had been decoded before `text`'s first new byte.
struct TextDecoder::Sink {
  std::string& text;
  std::vector<InvalidBytes>& invalid;
  std::uint64_t bytes_start;
  std::uint64_t text_start;
  std::size_t text_size_before;

  void replace(std::size_t index) {
    const std::uint64_t written = text.size() - text_size_before;
    invalid.push_back({.byte_offset = bytes_start + index, .text_offset = text_start + written});
    text.append(kReplacement);
  }
};

TextDecoder::TextDecoder(TextEncoding encoding) : encoding_(encoding) {
  if (encoding == TextEncoding::gb18030) converter_ = std::make_unique<Converter>();
}
TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;

void TextDecoder::decode(std::string_view bytes, std::string& text,
                         std::vector<InvalidBytes>& invalid) {
  std::string joined;
  if (!carry_.empty()) {
    joined = std::move(carry_);
    joined.append(bytes);
    bytes = joined;
  }
  carry_.clear();
  if (!mark_passed_) {
    const std::string_view mark = byte_order_mark(encoding_);
    if (bytes.size() < mark.size() && mark.starts_with(bytes)) {
      carry_ = bytes;
      return;
    }
    mark_passed_ = true;
    if (bytes.starts_with(mark)) {
      bytes.remove_prefix(mark.size());
      bytes_done_ += mark.size();
    }
  }
  const std::size_t size_before = text.size();
  Sink sink{text, invalid, bytes_done_, text_done_, size_before};
  std::size_t used = 0;
  if (encoding_ == TextEncoding::gb18030) {
    used = decode_gb18030(bytes, sink);
  } else if (encoding_ == TextEncoding::utf16_le || encoding_ == TextEncoding::utf16_be) {
    used = decode_utf16(bytes, sink);
  } else {
    used = decode_utf8(bytes, sink);
  }
  carry_.append(bytes.substr(used));
  bytes_done_ += used;
  text_done_ += text.size() - size_before;
}

void TextDecoder::finish(std::string& text, std::vector<InvalidBytes>& invalid) {
  if (carry_.empty()) return;
  Sink sink{text, invalid, bytes_done_, text_done_, text.size()};
  sink.replace(0);
  bytes_done_ += carry_.size();
  text_done_ += kReplacement.size();
  carry_.clear();
}

std::size_t TextDecoder::decode_utf8(std::string_view bytes, Sink& sink) {
  std::size_t index = 0;
  while (index < bytes.size()) {
    const std::size_t valid = valid_utf8_prefix(bytes.substr(index));
    sink.text.append(bytes.substr(index, valid));
    index += valid;
    if (index == bytes.size()) break;
    const Step step = utf8_step(bytes.substr(index));
    if (step.kind == StepKind::cut_off) break;
    sink.replace(index);
    index += step.length;
  }
  return index;
}

std::size_t TextDecoder::decode_utf16(std::string_view bytes, Sink& sink) {
  const bool little = encoding_ == TextEncoding::utf16_le;
  std::size_t index = 0;
  while (index + 2 <= bytes.size()) {
    const char16_t unit = unit_at(bytes, index, little);
    if (is_high_surrogate(unit)) {
      if (index + 4 > bytes.size()) break;
      const char16_t low = unit_at(bytes, index + 2, little);
      if (is_low_surrogate(low)) {
        append_utf8(sink.text, 0x10000u + ((unit - 0xD800u) << 10) + (low - 0xDC00u));
        index += 4;
        continue;
      }
    }
    if (is_high_surrogate(unit) || is_low_surrogate(unit)) {
      sink.replace(index);
    } else {
      append_utf8(sink.text, unit);
    }
    index += 2;
  }
  return index;
}

std::size_t TextDecoder::decode_gb18030(std::string_view bytes, Sink& sink) {
  std::size_t index = 0;
  while (index < bytes.size()) {
    // A character never has more UTF-16 units than bytes, so a piece of this size always fits.
    const std::size_t valid = valid_gb18030_prefix(bytes.substr(index, kUnitsMax));
    Sink part{sink.text, sink.invalid, sink.bytes_start + index, sink.text_start,
              sink.text_size_before};
    convert_gb18030(bytes.substr(index, valid), part);
    index += valid;
    if (index == bytes.size()) break;
    const Step step = gb18030_step(bytes.substr(index));
    if (step.kind == StepKind::cut_off) break;
    if (step.kind == StepKind::valid) continue;  // Cut off by the piece only.
    sink.replace(index);
    index += step.length;
  }
  return index;
}

// Only whole characters come here, so what ICU does not know is a character without a code point.
void TextDecoder::convert_gb18030(std::string_view bytes, Sink& sink) {
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  std::vector<char16_t>& units = converter_->units;
  CHECK(bytes.size() <= units.size());
  for (;;) {
    ucnv_resetToUnicode(converter_->handle);
    char16_t* target = units.data();
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUnicode(converter_->handle, &target, target + units.size(), &source, source_end, nullptr,
                   1, &status);
    CHECK(status != U_BUFFER_OVERFLOW_ERROR);
    append_units(std::span(units.data(), target), sink.text);
    if (U_SUCCESS(status)) return;
    std::array<char, 8> bad{};
    auto bad_length = static_cast<std::int8_t>(bad.size());
    UErrorCode bad_status = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter_->handle, bad.data(), &bad_length, &bad_status);
    CHECK(U_SUCCESS(bad_status));
    sink.replace(static_cast<std::size_t>(source - bytes.data()) -
                 static_cast<std::size_t>(bad_length));
  }
}

void encode_text(std::string_view text, TextEncoding encoding, std::string& bytes) {
  if (encoding == TextEncoding::utf8 || encoding == TextEncoding::utf8_bom) {
    bytes.append(text);
    return;
  }
  std::u16string units;
  units.reserve(text.size());
  while (!text.empty()) {
    const std::uint32_t code_point = take_code_point(text);
    if (code_point < 0x10000) {
      units.push_back(static_cast<char16_t>(code_point));
    } else {
      units.push_back(static_cast<char16_t>(0xD7C0 + (code_point >> 10)));
      units.push_back(static_cast<char16_t>(0xDC00 + (code_point & 0x3FF)));
    }
  }
  if (encoding != TextEncoding::gb18030) {
    const bool little = encoding == TextEncoding::utf16_le;
    for (const char16_t unit : units) {
      const char low = static_cast<char>(unit & 0xFF);
      const char high = static_cast<char>(unit >> 8);
      bytes.push_back(little ? low : high);
      bytes.push_back(little ? high : low);
    }
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open("gb18030", &status);
  CHECK(U_SUCCESS(status));
  const std::size_t before = bytes.size();
  bytes.resize(before + units.size() * 4 + 4);  // GB18030 needs at most four bytes a unit.
  const auto room = static_cast<std::int32_t>(bytes.size() - before);
  const auto written = ucnv_fromUChars(converter, bytes.data() + before, room, units.data(),
                                       static_cast<std::int32_t>(units.size()), &status);
  ucnv_close(converter);
  CHECK(U_SUCCESS(status));
  bytes.resize(before + static_cast<std::size_t>(written));
}

}  // namespace firebreak::tables
