// Who read which fields of whom, when and why: a table that is only ever appended to.
//
// The database itself refuses to change or remove a line. Refuses `vault.no_reason` and
// `vault.reason_too_long`, so that no reading can stay unexplained.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "platform/vault/database.h"
#include "platform/vault/person_record.h"

namespace firebreak::vault {

inline constexpr std::size_t kActorBytesMax = 200;
inline constexpr std::size_t kReasonBytesMax = 500;
inline constexpr std::int64_t kReadingsListedMax = 10000;

struct ReadPurpose {
  Instant when;
  std::string_view actor;   // Label of who asks.
  std::string_view reason;  // In their words. Must not hold personal details: it is not sealed.
};

struct Reading {
  Instant when;
  std::string actor;
  PersonId subject;
  Fields fields;
  std::string reason;
  friend bool operator==(const Reading&, const Reading&) = default;
};

class ReadingLog {
 public:
  static constexpr const char* kSchema[] = {
      "CREATE TABLE reading(position INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
      " actor TEXT NOT NULL, subject INTEGER NOT NULL, fields INTEGER NOT NULL,"
      " reason TEXT NOT NULL)",
      "CREATE INDEX reading_by_subject ON reading(subject)",
      "CREATE TRIGGER reading_never_changes BEFORE UPDATE ON reading"
      " BEGIN SELECT RAISE(ABORT, 'a reading is never changed'); END",
      "CREATE TRIGGER reading_never_removed BEFORE DELETE ON reading"
      " BEGIN SELECT RAISE(ABORT, 'a reading is never removed'); END"};

  static IoResult<ReadingLog> over(Database& database, Database::Mode mode);

  IoResult<void> append(PersonId subject, Fields fields, const ReadPurpose& purpose);
  IoResult<std::vector<Reading>> of(PersonId subject);  // The newest first.

 private:
  Statement insert_;
  Statement select_;
};

IoResult<void> check_purpose(const ReadPurpose& purpose);

}  // namespace firebreak::vault
