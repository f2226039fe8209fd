#include "platform/vault/reading_log.h"

namespace firebreak::vault {

IoResult<void> check_purpose(const ReadPurpose& purpose) {
  if (purpose.actor.empty() || purpose.reason.empty()) {
    return IoError{"vault.no_reason", "reading persons needs an actor and a reason"};
  }
  if (purpose.actor.size() > kActorBytesMax || purpose.reason.size() > kReasonBytesMax) {
    return IoError{"vault.reason_too_long",
                   "the reason may have " + std::to_string(kReasonBytesMax) + " bytes"};
  }
  return {};
}

IoResult<ReadingLog> ReadingLog::over(Database& database, Database::Mode mode) {
  ReadingLog log;
  auto select = database.prepare(
      "SELECT at, actor, fields, reason FROM reading WHERE subject = ?1"
      " ORDER BY position DESC LIMIT ?2");
  if (!select) return select.error();
  log.select_ = std::move(*select);
  if (mode == Database::Mode::read_only) return log;
  auto insert = database.prepare(
      "INSERT INTO reading(at, actor, subject, fields, reason) VALUES(?1, ?2, ?3, ?4, ?5)");
  if (!insert) return insert.error();
  log.insert_ = std::move(*insert);
  return log;
}

IoResult<void> ReadingLog::append(PersonId subject, Fields fields, const ReadPurpose& purpose) {
  return insert_.bind(1, purpose.when.milliseconds)
      .bind(2, purpose.actor)
      .bind(3, std::int64_t{subject.value})
      .bind(4, std::int64_t{fields.bits})
      .bind(5, purpose.reason)
      .run();
}

IoResult<std::vector<Reading>> ReadingLog::of(PersonId subject) {
  const StatementUse use(select_);
  select_.bind(1, std::int64_t{subject.value}).bind(2, kReadingsListedMax);
  std::vector<Reading> readings;
  while (true) {
    const auto row = select_.step();
    if (!row) return row.error();
    if (!*row) return readings;
    readings.push_back({.when = Instant{select_.number(0)},
                        .actor = std::string(select_.text(1)),
                        .subject = subject,
                        .fields = Fields::of_bits(static_cast<std::uint8_t>(select_.number(2))),
                        .reason = std::string(select_.text(3))});
  }
}

}  // namespace firebreak::vault
