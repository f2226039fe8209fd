#include "platform/vault/person_rows.h"

namespace firebreak::vault {
namespace {

SealedRow row_of(const Statement& statement, int first_column) {
  SealedRow row;
  for (std::size_t i = 0; i < kPurposes; ++i) {
    row[i] = statement.blob(first_column + static_cast<int>(i));
  }
  return row;
}

// A row's name beyond 32 bits was not written by us: it is nobody's.
bool is_subject(std::int64_t number) { return number >= 0 && number < PersonId::kNone; }

}  // namespace

IoResult<PersonRows> PersonRows::over(Database& database, Database::Mode mode) {
  PersonRows rows;
  const auto prepare = [&](Statement& into, const char* sql) -> IoResult<void> {
    auto statement = database.prepare(sql);
    if (!statement) return statement.error();
    into = std::move(*statement);
    return {};
  };
  auto ready =
      prepare(rows.select_, "SELECT identity, contact, address FROM person WHERE subject = ?1");
  if (ready && mode == Database::Mode::read_write) {
    ready = prepare(rows.insert_,
                    "INSERT INTO person VALUES(?1, ?2, ?3, ?4) ON CONFLICT(subject) DO UPDATE SET"
                    " identity = coalesce(excluded.identity, identity),"
                    " contact = coalesce(excluded.contact, contact),"
                    " address = coalesce(excluded.address, address)");
    if (ready) {
      ready = prepare(rows.scan_,
                      "SELECT subject, identity, contact, address FROM person ORDER BY subject");
    }
    if (ready) {
      ready = prepare(rows.scan_subjects_, "SELECT subject FROM person ORDER BY subject");
    }
    if (ready) ready = prepare(rows.delete_, "DELETE FROM person WHERE subject = ?1");
  }
  if (!ready) return ready.error();
  return rows;
}

IoResult<void> PersonRows::put(PersonId subject, const SealedRow& pieces) {
  insert_.bind(1, std::int64_t{subject.value});
  for (std::size_t i = 0; i < kPurposes; ++i) insert_.bind(static_cast<int>(i) + 2, pieces[i]);
  return insert_.run();
}

IoResult<void> PersonRows::get(PersonId subject,
                               const std::function<IoResult<void>(const SealedRow&)>& use) {
  const StatementUse in_use(select_);
  const auto row = select_.bind(1, std::int64_t{subject.value}).step();
  if (!row) return row.error();
  if (!*row) return {};
  return use(row_of(select_, 0));
}

IoResult<void> PersonRows::each(
    const std::function<IoResult<void>(PersonId, const SealedRow&)>& use) {
  const StatementUse in_use(scan_);
  while (true) {
    const auto row = scan_.step();
    if (!row) return row.error();
    if (!*row) return {};
    const std::int64_t subject = scan_.number(0);
    if (!is_subject(subject)) continue;
    if (auto used = use(PersonId{static_cast<std::uint32_t>(subject)}, row_of(scan_, 1)); !used) {
      return used;
    }
  }
}

IoResult<std::vector<PersonId>> PersonRows::subjects() {
  const StatementUse in_use(scan_subjects_);
  std::vector<PersonId> subjects;
  while (true) {
    const auto row = scan_subjects_.step();
    if (!row) return row.error();
    if (!*row) return subjects;
    const std::int64_t subject = scan_subjects_.number(0);
    if (is_subject(subject)) subjects.push_back(PersonId{static_cast<std::uint32_t>(subject)});
  }
}

IoResult<void> PersonRows::remove(PersonId subject) {
  return delete_.bind(1, std::int64_t{subject.value}).run();
}

}  // namespace firebreak::vault
