// Numbers of identity documents: normal form, shape, and what a resident number says of its holder.
//
// Resident numbers follow GB 11643-1999 "Citizen identification number": six digits of area, eight
// of birth date, three of sequence (odd: male), and a check character by ISO 7064 MOD 11-2. The
// form of 15 digits from before 1999 is accepted and converted. The area is not looked up, because
// areas are abolished and their numbers stay. Other kinds are held to a simple shape only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace firebreak::vault {

// Stored in the vault: append only, never renumber.
enum class DocumentKind : std::uint8_t {
  resident_identity_card,
  passport,
  travel_permit_hk_mo,
  travel_permit_tw,
  foreign_permanent_resident,
  military,
  household_booklet,
  birth_certificate,
  other,
};
inline constexpr int kDocumentKinds = 9;
inline constexpr std::size_t kDocumentNumberBytesMax = 64;

std::string_view to_text(DocumentKind kind);  // "passport".
// By the code above or by the usual Chinese word ("身份证", "居民身份证", "护照"). Absent if
// unknown.
std::optional<DocumentKind> parse_document_kind(std::string_view text);

enum class Sex : std::uint8_t { male, female };

struct DocumentNumber {
  std::string number;          // Normal form.
  std::optional<Day> birth{};  // Both known for numbers of the resident scheme only.
  std::optional<Sex> sex{};
};

// Width folded, upper case, spaces and dashes removed; 15-digit resident numbers made 18. Refuses
// nothing, so that what was stored in a wrong shape can still be looked up.
std::string normal_document_number(DocumentKind kind, std::string_view number);

// Refuses `document.length`, `document.characters`, `document.birth_date` (not a day of the
// calendar, before 1850 or after `today`) and `document.check_digit`, in this order.
Result<DocumentNumber> check_document(DocumentKind kind, std::string_view number, Day today);

// The check character for the first 17 digits of a resident number: '0'..'9' or 'X'.
char resident_check_character(std::string_view seventeen_digits);

}  // namespace firebreak::vault
