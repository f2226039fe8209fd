// One row of a register file, read: who, where, on what evidence; or why it cannot be read.
//
// Columns by Chinese or English names (kRegisterColumns); required are name and an address down to
// the neighbourhood or its official code. A resident identity number gives birth and sex, and must
// agree with what the row says of them.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/registry/person.h"
#include "platform/tables/header_names.h"
#include "platform/tables/row_reader.h"
#include "platform/vault/document_number.h"

namespace firebreak::service {

enum class RegisterColumn : std::uint8_t {
  name,
  document_kind,
  document_number,
  phone,
  sex,
  birth_date,
  neighbourhood_code,
  district,
  subdistrict,
  neighbourhood,
  grid,
  compound,
  section,
  building,
  stairwell,
  door,
  floor,
  presence,
  workplace,
};
inline constexpr std::size_t kRegisterColumnCount = 19;

std::span<const tables::KnownColumn> register_columns();

struct RegisterRow {
  std::uint64_t line = 0;
  std::string name;
  vault::DocumentKind document_kind = vault::DocumentKind::resident_identity_card;
  std::string document_number;  // Normal form; empty when the row has none.
  std::string phone;            // Normal form or empty.
  registry::Sex sex = registry::Sex::unknown;
  Day birth_day{};
  std::string neighbourhood_code;
  // District, subdistrict, neighbourhood, grid, compound, section, building, stairwell, door.
  std::array<std::string, 9> address;
  int floor = 0;
  std::uint8_t presence = 0;  // PresenceLayer bits; household register where the file says nothing.
};

// Refuses, naming the column: table faults, row.name_missing, row.lost_digits, document.*,
// row.birth_missing, row.birth_differs, row.sex_differs, row.sex, phone.shape, row.presence,
// row.address_missing.
Result<RegisterRow> read_register_row(const tables::Row& row, const tables::HeaderMatch& match,
                                      Day today);

}  // namespace firebreak::service
