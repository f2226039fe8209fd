#include "platform/vault/document_number.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "platform/vault/text_fold.h"

namespace firebreak::vault {
namespace {

constexpr int kBirthYearMin = 1850;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_letter(char letter) { return letter >= 'A' && letter <= 'Z'; }
bool is_letter_or_digit(char letter) { return is_digit(letter) || is_letter(letter); }
bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

Refusal refuse(std::string code, DocumentKind kind) {
  return Refusal{std::move(code), "document_number", {{"kind", std::string(to_text(kind))}}};
}

int number_at(std::string_view digits, std::size_t first, std::size_t length) {
  int number = 0;
  for (const char digit : digits.substr(first, length)) number = number * 10 + (digit - '0');
  return number;
}

std::string eighteen_from_fifteen(std::string_view old) {
  std::string digits(old.substr(0, 6));
  digits += "19";
  digits += old.substr(6);
  digits += resident_check_character(digits);
  return digits;
}

Result<DocumentNumber> check_resident(DocumentKind kind, std::string number, Day today) {
  if (number.size() != 18) return refuse("document.length", kind);
  const std::string_view digits = std::string_view(number).substr(0, 17);
  if (!all_digits(digits) || (!is_digit(number[17]) && number[17] != 'X')) {
    return refuse("document.characters", kind);
  }
  const int year = number_at(digits, 6, 4);
  const auto birth = make_day(year, number_at(digits, 10, 2), number_at(digits, 12, 2));
  if (!birth || year < kBirthYearMin || *birth > today) {
    return refuse("document.birth_date", kind);
  }
  if (resident_check_character(digits) != number[17]) return refuse("document.check_digit", kind);
  const Sex sex = number_at(digits, 16, 1) % 2 == 1 ? Sex::male : Sex::female;
  return DocumentNumber{.number = std::move(number), .birth = birth, .sex = sex};
}

// Letters, then digits, then perhaps a letter: what all the other kinds with a rule look like.
struct Shape {
  std::size_t letters;
  std::size_t digits;
  std::string_view first_letters{};  // Those allowed first; empty for any.
  std::size_t letters_after = 0;
};

bool fits(std::string_view number, const Shape& shape) {
  if (number.size() != shape.letters + shape.digits + shape.letters_after) return false;
  if (!std::ranges::all_of(number.substr(0, shape.letters), is_letter)) return false;
  if (!all_digits(number.substr(shape.letters, shape.digits))) return false;
  if (!std::ranges::all_of(number.substr(shape.letters + shape.digits), is_letter)) return false;
  return shape.first_letters.empty() || shape.first_letters.contains(number[0]);
}

Result<DocumentNumber> check_shapes(DocumentKind kind, std::string number,
                                    std::initializer_list<Shape> shapes) {
  bool length_known = false;
  for (const Shape& shape : shapes) {
    if (fits(number, shape)) return DocumentNumber{.number = std::move(number)};
    length_known |= number.size() == shape.letters + shape.digits + shape.letters_after;
  }
  return refuse(length_known ? "document.characters" : "document.length", kind);
}

struct Lengths {
  std::size_t min;
  std::size_t max;
};

Result<DocumentNumber> check_letters_and_digits(DocumentKind kind, std::string number,
                                                Lengths lengths) {
  if (number.size() < lengths.min || number.size() > lengths.max) {
    return refuse("document.length", kind);
  }
  if (!std::ranges::all_of(number, is_letter_or_digit)) return refuse("document.characters", kind);
  return DocumentNumber{.number = std::move(number)};
}

// Free text, as on military papers ("军字第2000001号"): no control characters.
Result<DocumentNumber> check_text(DocumentKind kind, std::string number, Lengths lengths) {
  if (number.size() < lengths.min || number.size() > lengths.max) {
    return refuse("document.length", kind);
  }
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (std::ranges::any_of(number, control)) return refuse("document.characters", kind);
  return DocumentNumber{.number = std::move(number)};
}

struct KindName {
  std::string_view text;
  DocumentKind kind;
};

// The first kDocumentKinds rows are the codes, in the order of the enumeration.
constexpr std::array kKindNames = {
    KindName{"resident_identity_card", DocumentKind::resident_identity_card},
    KindName{"passport", DocumentKind::passport},
    KindName{"travel_permit_hk_mo", DocumentKind::travel_permit_hk_mo},
    KindName{"travel_permit_tw", DocumentKind::travel_permit_tw},
    KindName{"foreign_permanent_resident", DocumentKind::foreign_permanent_resident},
    KindName{"military", DocumentKind::military},
    KindName{"household_booklet", DocumentKind::household_booklet},
    KindName{"birth_certificate", DocumentKind::birth_certificate},
    KindName{"other", DocumentKind::other},
    KindName{"居民身份证", DocumentKind::resident_identity_card},
    KindName{"身份证", DocumentKind::resident_identity_card},
    KindName{"护照", DocumentKind::passport},
    KindName{"港澳居民来往内地通行证", DocumentKind::travel_permit_hk_mo},
    KindName{"回乡证", DocumentKind::travel_permit_hk_mo},
    KindName{"台湾居民来往大陆通行证", DocumentKind::travel_permit_tw},
    KindName{"台胞证", DocumentKind::travel_permit_tw},
    KindName{"外国人永久居留身份证", DocumentKind::foreign_permanent_resident},
    KindName{"外国人永久居留证", DocumentKind::foreign_permanent_resident},
    KindName{"军官证", DocumentKind::military},
    KindName{"士兵证", DocumentKind::military},
    KindName{"户口簿", DocumentKind::household_booklet},
    KindName{"出生医学证明", DocumentKind::birth_certificate},
    KindName{"出生证", DocumentKind::birth_certificate},
    KindName{"其他", DocumentKind::other},
};

}  // namespace

std::string_view to_text(DocumentKind kind) {
  const auto row = static_cast<std::size_t>(kind);
  CHECK(row < kDocumentKinds);
  return kKindNames[row].text;
}

std::optional<DocumentKind> parse_document_kind(std::string_view text) {
  for (const KindName& name : kKindNames) {
    if (name.text == text) return name.kind;
  }
  return std::nullopt;
}

char resident_check_character(std::string_view seventeen_digits) {
  CHECK(seventeen_digits.size() == 17 && all_digits(seventeen_digits));
  // GB 11643-1999: the weight of position i is 2^(18-i) mod 11.
  constexpr std::array kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += (seventeen_digits[i] - '0') * kWeights[i];
  return "10X98765432"[sum % 11];
}

std::string normal_document_number(DocumentKind kind, std::string_view number) {
  std::string normal = fold_text(number);
  std::erase_if(normal, [](char letter) { return letter == ' ' || letter == '-'; });
  if (kind == DocumentKind::resident_identity_card && normal.size() == 15 && all_digits(normal)) {
    return eighteen_from_fifteen(normal);
  }
  return normal;
}

Result<DocumentNumber> check_document(DocumentKind kind, std::string_view number, Day today) {
  std::string normal = normal_document_number(kind, number);
  switch (kind) {
    case DocumentKind::resident_identity_card:
      return check_resident(kind, std::move(normal), today);
    case DocumentKind::passport:
      return check_letters_and_digits(kind, std::move(normal), {.min = 5, .max = 15});
    case DocumentKind::travel_permit_hk_mo:  // Two more digits on cards from before 2012.
      return check_shapes(kind, std::move(normal), {{1, 8, "HM"}, {1, 10, "HM"}});
    case DocumentKind::travel_permit_tw:  // Eight digits for five years, ten for older papers.
      return check_shapes(kind, std::move(normal), {{0, 8}, {0, 10}, {0, 10, {}, 1}});
    case DocumentKind::foreign_permanent_resident:
      // Cards since December 2023 carry a number of the resident scheme that begins with 9.
      if (normal.size() == 18) {
        if (normal[0] != '9') return refuse("document.characters", kind);
        return check_resident(kind, std::move(normal), today);
      }
      return check_shapes(kind, std::move(normal), {{3, 12}});
    case DocumentKind::military:
      return check_text(kind, std::move(normal), {.min = 5, .max = 40});
    case DocumentKind::household_booklet:
      return check_letters_and_digits(kind, std::move(normal), {.min = 6, .max = 18});
    case DocumentKind::birth_certificate:
      return check_shapes(kind, std::move(normal), {{1, 9}});
    case DocumentKind::other:
      return check_text(kind, std::move(normal), {.min = 1, .max = kDocumentNumberBytesMax});
  }
  CHECK(false);
}

}  // namespace firebreak::vault
