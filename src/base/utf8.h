// Whether a text is UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF.
#pragma once

#include <string_view>

namespace firebreak {

bool is_utf8(std::string_view text);

}  // namespace firebreak
