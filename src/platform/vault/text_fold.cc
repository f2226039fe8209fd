#include "platform/vault/text_fold.h"

#include <array>
#include <cstdint>

namespace firebreak::vault {
namespace {

constexpr std::string_view kMiddleDot = "\xC2\xB7";

struct Folded {
  std::string_view text;  // What stands for the character.
  std::size_t length;     // How many bytes of the input it takes.
};

constexpr std::array<char, 128> kAscii = [] {
  std::array<char, 128> letters{};
  for (int i = 0; i < 128; ++i) {
    letters[i] = static_cast<char>(i >= 'a' && i <= 'z' ? i - 'a' + 'A' : i);
  }
  letters['\t'] = ' ';
  return letters;
}();

std::string_view ascii(unsigned char letter) { return {&kAscii[letter & 0x7F], 1}; }

// Length of the UTF-8 character that `rest` begins with; 0 when it begins with none.
std::size_t character_length(std::string_view rest) {
  const auto first = static_cast<unsigned char>(rest[0]);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length > rest.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(rest[i]) & 0xC0) != 0x80) return 0;
  }
  return length;
}

Folded fold_three_bytes(std::string_view rest) {
  const auto second = static_cast<unsigned char>(rest[1]);
  const auto third = static_cast<unsigned char>(rest[2]);
  if (rest[0] == '\xEF' && second == 0xBC && third >= 0x81) {
    return {ascii(static_cast<unsigned char>(third - 0x81 + '!')), 3};  // U+FF01..U+FF3F.
  }
  if (rest[0] == '\xEF' && second == 0xBD && third <= 0x9E) {
    return {ascii(static_cast<unsigned char>(third - 0x80 + '`')), 3};  // U+FF40..U+FF5E.
  }
  if (rest.starts_with("\xE3\x80\x80")) return {" ", 3};  // Ideographic space.
  if (rest.starts_with("\xE2\x80") && third >= 0x90 && third <= 0x95) return {"-", 3};
  for (const std::string_view dot : {"\xE2\x80\xA2", "\xE2\x80\xA7", "\xE3\x83\xBB"}) {
    if (rest.starts_with(dot)) return {kMiddleDot, 3};
  }
  return {rest.substr(0, 3), 3};
}

Folded fold_one(std::string_view rest) {
  const std::size_t length = character_length(rest);
  if (length == 0) return {"?", 1};
  if (length == 1) return {ascii(static_cast<unsigned char>(rest[0])), 1};
  if (length == 3) return fold_three_bytes(rest);
  if (rest.starts_with("\xC2\xA0")) return {" ", 2};  // No-break space.
  return {rest.substr(0, length), length};
}

bool is_ascii(char letter) { return static_cast<unsigned char>(letter) < 0x80; }

}  // namespace

std::string fold_text(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    const Folded one = fold_one(text);
    folded += one.text;
    text.remove_prefix(one.length);
  }
  const auto first = folded.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  folded.erase(folded.find_last_not_of(' ') + 1);
  folded.erase(0, first);
  return folded;
}

std::string fold_name(std::string_view name) {
  const std::string folded = fold_text(name);
  std::string joined;
  joined.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size(); ++i) {
    // The text is trimmed, so a space has neighbours; the one before is already in `joined`.
    if (folded[i] == ' ' &&
        (folded[i + 1] == ' ' || !is_ascii(folded[i + 1]) || !is_ascii(joined.back()))) {
      continue;
    }
    joined += folded[i];
  }
  return joined;
}

}  // namespace firebreak::vault
