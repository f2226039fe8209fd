// From keyed hashes of normal forms to the persons who may have them: three sorted tables.
//
// An entry is a hint: 64 bits of BLAKE2b under the purpose's lookup key. Whoever uses a candidate
// decrypts and compares, so a stale or forged entry can never find the wrong person.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "platform/vault/database.h"
#include "platform/vault/key_ring.h"
#include "platform/vault/person_record.h"

namespace firebreak::vault {

enum class LookupKind : std::uint8_t { document, name, phone };
inline constexpr std::size_t kLookupKinds = 3;
Purpose purpose_of(LookupKind kind);

struct LookupEntry {
  std::int64_t hash;
  PersonId subject;
  friend auto operator<=>(const LookupEntry&, const LookupEntry&) = default;
};
using LookupBatch = std::array<std::vector<LookupEntry>, kLookupKinds>;

// `document_kind` is part of what is hashed for documents, and 0 otherwise.
struct LookupText {
  LookupKind kind;
  DocumentKind document_kind{};
  std::string_view normal;
};
std::int64_t lookup_hash(const VaultKey& key, const LookupText& text);

// Adds to the batch what the fields of one person are found by. Empty fields are not found.
void add_identity(const IdentityPiece& identity, PersonId subject, const VaultKey& key,
                  LookupBatch& batch);
void add_phone(std::string_view phone, PersonId subject, const VaultKey& key, LookupBatch& batch);

class LookupIndex {
 public:
  static constexpr const char* kSchema[kLookupKinds] = {
      "CREATE TABLE document_lookup(hash INTEGER NOT NULL, subject INTEGER NOT NULL,"
      " PRIMARY KEY(hash, subject)) WITHOUT ROWID",
      "CREATE TABLE name_lookup(hash INTEGER NOT NULL, subject INTEGER NOT NULL,"
      " PRIMARY KEY(hash, subject)) WITHOUT ROWID",
      "CREATE TABLE phone_lookup(hash INTEGER NOT NULL, subject INTEGER NOT NULL,"
      " PRIMARY KEY(hash, subject)) WITHOUT ROWID"};

  static IoResult<LookupIndex> over(Database& database, Database::Mode mode);

  // Sorts the batch, so that pages are filled in order, and empties it.
  IoResult<void> add(LookupBatch& batch);
  IoResult<void> clear(Purpose purpose);
  IoResult<void> remove(const std::vector<PersonId>& sorted_subjects);  // One pass over all.
  IoResult<std::vector<PersonId>> candidates(LookupKind kind, std::int64_t hash);

 private:
  Database* database_ = nullptr;
  std::array<Statement, kLookupKinds> insert_;
  std::array<Statement, kLookupKinds> select_;
};

}  // namespace firebreak::vault
