// One row of a register file, read: who, where, on what evidence; or why it cannot be read.
//
// Columns by Chinese or English names (register_columns()); required are a name and an address down
// to the neighbourhood, or its official code. A resident identity number gives birth and sex, and
// must agree with what the row says of them. `decision` is what a person decided about a row that
// was held as a possible duplicate.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/registry/person.h"
#include "engine/imports/import_sheet.h"
#include "platform/vault/document_number.h"

namespace firebreak::imports {

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
  decision,
};
inline constexpr std::size_t kRegisterColumnCount = 20;

std::span<const tables::KnownColumn> register_columns();

// A row without a document has the name and birth date of somebody who is known.
enum class SamePerson : std::uint8_t { undecided, same, another };

struct RegisterRow {
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
  std::string workplace;      // Empty: the row does not say.
  SamePerson decision = SamePerson::undecided;
};

// Refuses, naming the column: row.name_missing, row.name_too_long, row.lost_digits, document.*,
// row.birth_missing, row.birth_differs, person.birth_day, row.sex_differs, row.sex, phone.shape,
// row.presence, row.floor, row.unit_name_too_long, row.address_missing, row.decision.
Result<RegisterRow> read_register_row(const RowCells& cells, Day today);

}  // namespace firebreak::imports
