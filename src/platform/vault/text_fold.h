// Spellings of one text brought to one form, so that equal people are found by equal hashes.
//
// Full-width letters, digits and spaces become ASCII (Chinese keyboards mix both), dashes become
// '-', middle dots in names become one. A byte that is not UTF-8 becomes '?': nothing is refused.
#pragma once

#include <string>
#include <string_view>

namespace firebreak::vault {

// Width, dashes and dots folded, ASCII letters in upper case, spaces trimmed at both ends.
std::string fold_text(std::string_view text);

// fold_text without spaces inside, except one between two ASCII characters: "张 伟" is "张伟",
// "ana  li" is "ANA LI".
std::string fold_name(std::string_view name);

}  // namespace firebreak::vault
