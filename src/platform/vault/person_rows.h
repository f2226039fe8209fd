// The sealed pieces of persons: one row a person, one column a purpose.
//
// Invariant: a row never holds anything in clear. A purpose that nothing is known for is NULL.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "platform/vault/database.h"
#include "platform/vault/key_ring.h"

namespace firebreak::vault {

// Views into the row; valid until the next call.
using SealedRow = std::array<std::span<const std::uint8_t>, kPurposes>;

class PersonRows {
 public:
  static constexpr const char* kSchema =
      "CREATE TABLE person(subject INTEGER PRIMARY KEY, identity BLOB, contact BLOB,"
      " address BLOB)";

  static IoResult<PersonRows> over(Database& database, Database::Mode mode);

  // An empty piece leaves what the person had for that purpose.
  IoResult<void> put(PersonId subject, const SealedRow& pieces);
  // Calls `use` with the row, if there is one.
  IoResult<void> get(PersonId subject, const std::function<IoResult<void>(const SealedRow&)>& use);
  IoResult<void> each(
      const std::function<IoResult<void>(PersonId, const SealedRow&)>& use);  // By subject.
  IoResult<std::vector<PersonId>> subjects();
  IoResult<void> remove(PersonId subject);

 private:
  Statement insert_;
  Statement select_;
  Statement scan_;
  Statement scan_subjects_;
  Statement delete_;
};

}  // namespace firebreak::vault
