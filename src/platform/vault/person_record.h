// What the vault knows of one person, and how it is packed for sealing: one piece per purpose.
//
// A piece is padded to a multiple of 16 bytes, so that its length tells little. Refuses
// `person.too_long` before anything is written.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "platform/vault/document_number.h"
#include "platform/vault/key_ring.h"
#include "platform/vault/phone_number.h"

namespace firebreak::vault {

inline constexpr std::size_t kNameBytesMax = 200;
inline constexpr std::size_t kAddressBytesMax = 1000;
inline constexpr std::size_t kPieceBytesMax = 1024;  // Packed and padded.

// As typed; an empty field is not known. The texts must outlive the call that takes the record.
struct PersonRecord {
  PersonId subject;
  std::string_view name{};
  DocumentKind document_kind = DocumentKind::other;
  std::string_view document_number{};
  std::string_view phone{};
  std::string_view address{};
};

// `person.too_long` with field, {length} and {limit} in bytes.
Result<void> check_lengths(const PersonRecord& record);

enum class Field : std::uint8_t { name = 1, document = 2, phone = 4, address = 8 };

struct Fields {
  std::uint8_t bits = 0;

  constexpr Fields() = default;
  constexpr Fields(Field field) : bits(static_cast<std::uint8_t>(field)) {}
  static constexpr Fields all() { return Fields(15); }
  static constexpr Fields of_bits(std::uint8_t bits) { return Fields(bits & 15); }
  constexpr bool has(Field field) const { return bits & static_cast<std::uint8_t>(field); }
  constexpr bool wants(Purpose purpose) const;  // Whether any field of the purpose is in it.
  friend constexpr Fields operator|(Fields a, Fields b) { return Fields(a.bits | b.bits); }
  friend constexpr bool operator==(Fields, Fields) = default;

 private:
  constexpr explicit Fields(int all_bits) : bits(static_cast<std::uint8_t>(all_bits)) {}
};
constexpr Fields operator|(Field a, Field b) { return Fields(a) | Fields(b); }

constexpr bool Fields::wants(Purpose purpose) const {
  if (purpose == Purpose::identity) return has(Field::name) || has(Field::document);
  return has(purpose == Purpose::contact ? Field::phone : Field::address);
}

struct IdentityPiece {
  std::string_view name;
  DocumentKind document_kind;
  std::string_view document_number;
};

// Empty when the record knows nothing for the purpose. Views into `piece` on unpacking; absent
// when the bytes are no packed piece.
void pack(const PersonRecord& record, Purpose purpose, std::vector<std::uint8_t>& piece);
std::optional<IdentityPiece> unpack_identity(std::span<const std::uint8_t> piece);
std::optional<std::string_view> unpack_text(std::span<const std::uint8_t> piece);

}  // namespace firebreak::vault
