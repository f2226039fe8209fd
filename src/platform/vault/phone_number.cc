#include "platform/vault/phone_number.h"

#include <algorithm>

#include "platform/vault/text_fold.h"

namespace firebreak::vault {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

bool is_mainland(std::string_view digits) {
  const std::size_t length = digits.size();
  if (digits.starts_with('1')) return length == 11 && digits[1] >= '3';
  if (digits.starts_with('0')) return length >= 10 && length <= 12 && digits[1] != '0';
  return length == 7 || length == 8;
}

}  // namespace

std::string normal_phone(std::string_view phone) {
  std::string normal = fold_text(phone);
  std::erase_if(normal, [](char c) { return std::string_view(" -.()").contains(c); });
  if (normal.starts_with("00")) normal.replace(0, 2, "+");
  // A country code is taken off only where a whole mainland number is left: "+86" in front of
  // anything else stays as it was typed, for somebody to mend.
  std::string_view rest = normal;
  if (rest.starts_with('+')) rest.remove_prefix(1);
  if (!rest.starts_with("86")) return normal;
  rest.remove_prefix(2);
  const bool mobile = rest.size() == 11 && rest[0] == '1';
  if (!all_digits(rest)) return normal;
  if (mobile && is_mainland(rest)) return std::string(rest);
  if (!normal.starts_with('+') || mobile) return normal;
  // Abroad a fixed line is dialled without the 0 of its area code: +86 510 8000 0000.
  std::string fixed = rest.starts_with('0') ? std::string(rest) : "0" + std::string(rest);
  return is_mainland(fixed) ? fixed : normal;
}

Result<std::string> check_phone(std::string_view phone) {
  std::string normal = normal_phone(phone);
  const std::string_view text = normal;
  const bool foreign = text.starts_with('+') && text.size() >= 8 && text.size() <= 16 &&
                       text[1] != '0' && all_digits(text.substr(1));
  if (!foreign && !(all_digits(text) && is_mainland(text))) return Refusal{"phone.shape", "phone"};
  return normal;
}

}  // namespace firebreak::vault
