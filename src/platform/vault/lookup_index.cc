#include "platform/vault/lookup_index.h"

#include <algorithm>
#include <string>

#include <sodium.h>

#include "base/check.h"
#include "platform/vault/text_fold.h"

namespace firebreak::vault {
namespace {

constexpr std::array<std::string_view, kLookupKinds> kTables = {"document_lookup", "name_lookup",
                                                                "phone_lookup"};

std::string sql(std::string_view before, std::size_t kind, std::string_view after) {
  return std::string(before) + std::string(kTables[kind]) + std::string(after);
}

std::vector<LookupEntry>& entries(LookupBatch& batch, LookupKind kind) {
  return batch[static_cast<std::size_t>(kind)];
}

}  // namespace

Purpose purpose_of(LookupKind kind) {
  return kind == LookupKind::phone ? Purpose::contact : Purpose::identity;
}

std::int64_t lookup_hash(const VaultKey& key, const LookupText& text) {
  CHECK(key.role == KeyRole::lookup && key.purpose == purpose_of(text.kind));
  std::array<std::uint8_t, crypto_generichash_BYTES_MIN> digest;
  const std::array<std::uint8_t, 2> domain = {static_cast<std::uint8_t>(text.kind),
                                              static_cast<std::uint8_t>(text.document_kind)};
  crypto_generichash_state state;
  crypto_generichash_init(&state, key.secret.raw(), kSecretBytes, digest.size());
  crypto_generichash_update(&state, domain.data(), domain.size());
  crypto_generichash_update(&state, reinterpret_cast<const std::uint8_t*>(text.normal.data()),
                            text.normal.size());
  crypto_generichash_final(&state, digest.data(), digest.size());
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < 8; ++i) hash |= static_cast<std::uint64_t>(digest[i]) << (8 * i);
  return static_cast<std::int64_t>(hash);
}

void add_identity(const IdentityPiece& identity, PersonId subject, const VaultKey& key,
                  LookupBatch& batch) {
  const std::string number =
      normal_document_number(identity.document_kind, identity.document_number);
  if (!number.empty()) {
    const LookupText text{LookupKind::document, identity.document_kind, number};
    entries(batch, LookupKind::document).push_back({lookup_hash(key, text), subject});
  }
  const std::string name = fold_name(identity.name);
  if (name.empty()) return;
  const LookupText text{.kind = LookupKind::name, .normal = name};
  entries(batch, LookupKind::name).push_back({lookup_hash(key, text), subject});
}

void add_phone(std::string_view phone, PersonId subject, const VaultKey& key, LookupBatch& batch) {
  const std::string normal = normal_phone(phone);
  if (normal.empty()) return;
  const LookupText text{.kind = LookupKind::phone, .normal = normal};
  entries(batch, LookupKind::phone).push_back({lookup_hash(key, text), subject});
}

IoResult<LookupIndex> LookupIndex::over(Database& database, Database::Mode mode) {
  LookupIndex index;
  index.database_ = &database;
  for (std::size_t kind = 0; kind < kLookupKinds; ++kind) {
    auto select = database.prepare(
        sql("SELECT subject FROM ", kind, " WHERE hash = ?1 ORDER BY subject").c_str());
    if (!select) return select.error();
    index.select_[kind] = std::move(*select);
    if (mode == Database::Mode::read_only) continue;
    auto insert = database.prepare(sql("INSERT OR IGNORE INTO ", kind, " VALUES(?1, ?2)").c_str());
    if (!insert) return insert.error();
    index.insert_[kind] = std::move(*insert);
  }
  return index;
}

IoResult<void> LookupIndex::add(LookupBatch& batch) {
  for (std::size_t kind = 0; kind < kLookupKinds; ++kind) {
    std::ranges::sort(batch[kind]);
    for (const LookupEntry& entry : batch[kind]) {
      insert_[kind].bind(1, entry.hash).bind(2, std::int64_t{entry.subject.value});
      if (auto inserted = insert_[kind].run(); !inserted) return inserted;
    }
    batch[kind].clear();
  }
  return {};
}

IoResult<void> LookupIndex::clear(Purpose purpose) {
  for (std::size_t kind = 0; kind < kLookupKinds; ++kind) {
    if (purpose_of(static_cast<LookupKind>(kind)) != purpose) continue;
    if (auto cleared = database_->run(sql("DELETE FROM ", kind, "").c_str()); !cleared) {
      return cleared;
    }
  }
  return {};
}

IoResult<void> LookupIndex::remove(const std::vector<PersonId>& sorted_subjects) {
  for (std::size_t kind = 0; kind < kLookupKinds; ++kind) {
    auto scan = database_->prepare(sql("SELECT hash, subject FROM ", kind, "").c_str());
    if (!scan) return scan.error();
    std::vector<LookupEntry> gone;
    while (true) {
      const auto row = scan->step();
      if (!row) return row.error();
      if (!*row) break;
      const PersonId subject{static_cast<std::uint32_t>(scan->number(1))};
      if (std::ranges::binary_search(sorted_subjects, subject)) {
        gone.push_back({scan->number(0), subject});
      }
    }
    scan->reset();
    auto erase =
        database_->prepare(sql("DELETE FROM ", kind, " WHERE hash = ?1 AND subject = ?2").c_str());
    if (!erase) return erase.error();
    for (const LookupEntry& entry : gone) {
      erase->bind(1, entry.hash).bind(2, std::int64_t{entry.subject.value});
      if (auto erased = erase->run(); !erased) return erased;
    }
  }
  return {};
}

IoResult<std::vector<PersonId>> LookupIndex::candidates(LookupKind kind, std::int64_t hash) {
  Statement& select = select_[static_cast<std::size_t>(kind)];
  const StatementUse use(select);
  select.bind(1, hash);
  std::vector<PersonId> subjects;
  while (true) {
    const auto row = select.step();
    if (!row) return row.error();
    if (!*row) return subjects;
    subjects.push_back(PersonId{static_cast<std::uint32_t>(select.number(0))});
  }
}

}  // namespace firebreak::vault
