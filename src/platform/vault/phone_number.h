// Phone numbers: one normal form for one phone, and a check of its shape.
//
// Normal form: mainland numbers without country code ("13800000000", "051080000000"), others with
// '+' and their country code. Refuses `phone.shape`.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace firebreak::vault {

inline constexpr std::size_t kPhoneBytesMax = 64;

// Width folded; spaces, dashes, dots and brackets removed; 0086 and +86 removed, other leading 00
// made '+'. Refuses nothing, so that what was stored in a wrong shape can still be looked up.
std::string normal_phone(std::string_view phone);

// A mainland mobile (11 digits from 13 to 19), a mainland fixed line (area code and 7 or 8 digits,
// or 7 or 8 digits alone), or '+' and 7 to 15 digits (ITU-T E.164, 2010). Returns the normal form.
Result<std::string> check_phone(std::string_view phone);

}  // namespace firebreak::vault
