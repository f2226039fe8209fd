// The vault: names, document numbers, phones and addresses, encrypted; everything else of the
// program knows persons by their id alone.
//
// Invariants: nothing is on disk in clear; every reading is recorded before it is answered; an id
// is never given twice; destroying a key makes its records unreadable in every copy of the data.
// Thread-safe: one writer at a time, readers beside it, on a connection each. All files are
// described in docs/formats/vault.md. Errors are IoError, codes `vault.*`.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "platform/vault/entropy.h"
#include "platform/vault/key_ring.h"
#include "platform/vault/person_record.h"
#include "platform/vault/vault_reader.h"
#include "platform/vault/vault_writer.h"

namespace firebreak::vault {

inline constexpr std::size_t kReadManyMax = 100000;

class Vault {
 public:
  // The ring and the entropy must outlive the vault. create: `vault.exists`. open: `vault.missing`,
  // `vault.not_a_vault`, `vault.wrong_key_file`, `vault.damaged`, `vault.in_use`.
  static IoResult<std::unique_ptr<Vault>> create(const std::string& path, KeyRing& ring,
                                                 Entropy& entropy);
  static IoResult<std::unique_ptr<Vault>> open(const std::string& path, KeyRing& ring,
                                               Entropy& entropy);

  // The first of `count` contiguous ids that are given to nobody else, ever. `vault.ids_exhausted`.
  IoResult<PersonId> reserve(std::uint32_t count);
  // After a restore from an older backup: no id up to this one is given again.
  IoResult<void> reserve_up_to(PersonId last);

  // All or none, durable on return. Each record replaces what the person had for the purposes that
  // it knows something of (name and document are one). Texts are kept as typed. `vault.too_long`.
  IoResult<void> put_many(std::span<const PersonRecord> records, Day day);

  // Between the two, put_many writes no index: it is built in order at the end, and only
  // finish_bulk makes what was put durable. Persons put in between are not found before it.
  // Holds 16 bytes a field in memory (358 MB for 7.46 million persons).
  IoResult<void> begin_bulk();
  IoResult<void> finish_bulk();

  // All persons with this number, name, phone in normal form; ascending, usually none or one.
  IoResult<std::vector<PersonId>> find_by_document(DocumentKind kind, std::string_view number);
  IoResult<std::vector<PersonId>> find_by_name(std::string_view name);
  IoResult<std::vector<PersonId>> find_by_phone(std::string_view phone);

  // Recorded durably first, one line a subject, then answered. A subject without record is absent.
  // `vault.no_reason`, `vault.reason_too_long`, `vault.too_many`, `vault.tampered`,
  // `vault.key_missing`.
  IoResult<PersonReading> read(PersonId subject, Fields wanted, const ReadPurpose& purpose);
  IoResult<std::vector<PersonReading>> read_many(std::span<const PersonId> subjects, Fields wanted,
                                                 const ReadPurpose& purpose);
  // Who read this person: the newest first, kReadingsListedMax at most.
  IoResult<std::vector<Reading>> reads(PersonId subject);

  // Removes the records that `keep` denies; how many. Run it while no request is under way: a
  // person written here and not yet in the journal would be taken for an orphan.
  IoResult<std::size_t> sweep(const std::function<bool(PersonId)>& keep);

  // The data file only, while work goes on; the keys are backed up by KeyRing::backup, elsewhere.
  IoResult<void> backup(const std::string& path);

 private:
  Vault(std::unique_ptr<VaultConnection> writing, std::unique_ptr<VaultConnection> reading,
        KeyRing& ring, Entropy& entropy)
      : writer_(std::move(writing), ring, entropy), reader_(std::move(reading), ring) {}
  IoResult<std::vector<PersonId>> find(const LookupText& text);

  VaultWriter writer_;
  VaultReader reader_;
};

}  // namespace firebreak::vault
