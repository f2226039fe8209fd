#include "platform/vault/vault_writer.h"

#include <algorithm>

#include <sodium.h>

#include "base/check.h"
#include "base/reached.h"
#include "platform/vault/sealed_piece.h"

namespace firebreak::vault {
namespace {

constexpr std::string_view kNextSubject = "next_subject";
constexpr std::size_t kNoncesAtOnce = 512;  // Persons; a system call per person would be slow.
constexpr std::size_t kNonceBytesEach = kPurposes * kNonceBytes;
constexpr std::int64_t kNotIndexed = -1;
constexpr std::array kSearched = {Purpose::identity, Purpose::contact};

// The slot of the lookup key under which the purpose's tables were hashed, plus one; 0 is none.
std::string indexed_setting(Purpose purpose) { return std::string(to_text(purpose)) + "_index"; }

std::size_t at(Purpose purpose) { return static_cast<std::size_t>(purpose); }

}  // namespace

IoResult<void> VaultWriter::start() {
  const std::lock_guard lock(mutex_);
  const auto next = connection_->setting(kNextSubject);
  if (!next) return next.error();
  if (*next < 0 || *next > PersonId::kNone) {
    return IoError{"vault.damaged", "the next person's id is impossible"};
  }
  next_ = static_cast<std::uint64_t>(*next);
  for (const Purpose purpose : kSearched) {
    const auto slot = connection_->setting(indexed_setting(purpose));
    if (!slot) return slot.error();
    indexed_under_[at(purpose)] = *slot - 1;
  }
  return {};
}

IoResult<void> VaultWriter::set_next(std::uint64_t next) {
  if (auto set = connection_->set(kNextSubject, static_cast<std::int64_t>(next)); !set) return set;
  next_ = next;
  return {};
}

IoResult<PersonId> VaultWriter::reserve(std::uint32_t count) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t first = next_;
  if (first + count > PersonId::kNone) {
    return IoError{"vault.ids_exhausted", "no room for " + std::to_string(count) + " more persons"};
  }
  if (auto set = set_next(first + count); !set) return set.error();
  return PersonId{static_cast<std::uint32_t>(first)};
}

IoResult<void> VaultWriter::reserve_up_to(PersonId last) {
  const std::lock_guard lock(mutex_);
  CHECK(last.known());
  if (last.value < next_) return {};
  return set_next(std::uint64_t{last.value} + 1);
}

IoResult<void> VaultWriter::take_keys(Day day) {
  for (std::size_t i = 0; i < kPurposes; ++i) {
    const auto purpose = static_cast<Purpose>(i);
    auto key = ring_.data_key(purpose, day);
    if (!key) return key.error();
    data_keys_[i] = std::move(*key);
  }
  for (const Purpose purpose : kSearched) {
    auto key = ring_.lookup_key(purpose);
    if (!key) return key.error();
    lookup_keys_[at(purpose)] = std::move(*key);
  }
  return {};
}

IoResult<void> VaultWriter::put_many(std::span<const PersonRecord> records, Day day) {
  for (const PersonRecord& record : records) {
    if (const auto fits = check_lengths(record); !fits) {
      return IoError{"vault.too_long",
                     fits.error().field + " of person " + std::to_string(record.subject.value)};
    }
  }
  const std::lock_guard lock(mutex_);
  if (auto taken = take_keys(day); !taken) return taken;
  auto transaction = Transaction::begin(connection_->database);
  if (!transaction) return transaction.error();
  std::array<std::size_t, kLookupKinds> before;
  for (std::size_t i = 0; i < kLookupKinds; ++i) before[i] = batch_[i].size();
  std::vector<std::uint8_t> nonces;
  auto put = IoResult<void>{};
  for (std::size_t i = 0; i < records.size() && put; ++i) {
    if (i % kNoncesAtOnce == 0) {
      nonces.resize(std::min(kNoncesAtOnce, records.size() - i) * kNonceBytesEach);
      entropy_.fill(nonces);
    }
    put = put_one(records[i],
                  std::span(nonces).subspan(i % kNoncesAtOnce * kNonceBytesEach, kNonceBytesEach));
  }
  if (put && !bulk_) put = connection_->index.add(batch_);
  if (put) put = transaction->commit();
  // Keys are held no longer than needed, so that a destroyed one is soon wiped.
  data_keys_ = {};
  lookup_keys_ = {};
  sodium_memzero(piece_.data(), piece_.size());
  if (!put) {  // What the failed transaction would have been found by.
    for (std::size_t i = 0; i < kLookupKinds; ++i) {
      batch_[i].resize(std::min(batch_[i].size(), before[i]));
    }
  }
  return put;
}

IoResult<void> VaultWriter::put_one(const PersonRecord& record,
                                    std::span<const std::uint8_t> nonces) {
  CHECK(record.subject.value < next_);  // Somebody made up an id that was never reserved.
  SealedRow row;
  for (std::size_t i = 0; i < kPurposes; ++i) {
    const auto purpose = static_cast<Purpose>(i);
    pack(record, purpose, piece_);
    if (piece_.empty()) continue;
    const std::span<const std::uint8_t, kNonceBytes> nonce(nonces.data() + i * kNonceBytes,
                                                           kNonceBytes);
    seal(piece_, {ring_.vault_id(), record.subject, purpose}, *data_keys_[i], nonce, sealed_[i]);
    row[i] = sealed_[i];
  }
  if (auto put = connection_->rows.put(record.subject, row); !put) return put;
  add_identity({record.name, record.document_kind, record.document_number}, record.subject,
               *lookup_keys_[at(Purpose::identity)], batch_);
  add_phone(record.phone, record.subject, *lookup_keys_[at(Purpose::contact)], batch_);
  return {};
}

IoResult<void> VaultWriter::begin_bulk() {
  const std::lock_guard lock(mutex_);
  CHECK(!bulk_);
  auto transaction = Transaction::begin(connection_->database);
  if (!transaction) return transaction.error();
  for (const Purpose purpose : kSearched) {
    const auto key = ring_.lookup_key(purpose);
    if (!key) return key.error();
    batch_under_[at(purpose)] = (*key)->slot;
    // If the bulk is cut short, the next start hashes everything anew.
    if (auto set = connection_->set(indexed_setting(purpose), 0); !set) return set;
  }
  if (auto committed = transaction->commit(); !committed) return committed;
  // Until the bulk is finished, a lost power may lose its last batches, yet never tear the file.
  if (auto set = connection_->database.run("PRAGMA synchronous = NORMAL"); !set) return set;
  bulk_ = true;
  return {};
}

IoResult<void> VaultWriter::finish_bulk() {
  const std::lock_guard lock(mutex_);
  CHECK(bulk_);
  if (auto set = connection_->database.run("PRAGMA synchronous = FULL"); !set) return set;
  bulk_ = false;
  auto transaction = Transaction::begin(connection_->database);
  if (!transaction) return transaction.error();
  // Until the end is committed, nothing may be looked for in what is there.
  std::array<std::int64_t, kPurposes> under;
  for (std::size_t i = 0; i < kPurposes; ++i) under[i] = indexed_under_[i].exchange(kNotIndexed);
  auto added = connection_->index.add(batch_);
  batch_ = {};  // Also gives the memory back.
  if (!added) return added;
  for (const Purpose purpose : kSearched) {
    // A key destroyed meanwhile, or an index that was stale before: hashed anew when next asked.
    std::int64_t& slot = under[at(purpose)];
    if (slot != batch_under_[at(purpose)]) slot = kNotIndexed;
    if (auto set = connection_->set(indexed_setting(purpose), slot + 1); !set) return set;
  }
  if (auto committed = transaction->commit(); !committed) return committed;
  for (std::size_t i = 0; i < kPurposes; ++i) indexed_under_[i] = under[i];
  return {};
}

IoResult<KeyHandle> VaultWriter::indexed_key(Purpose purpose) {
  auto key = ring_.lookup_key(purpose);
  if (!key || indexed_under_[at(purpose)] == (*key)->slot) return key;
  const std::lock_guard lock(mutex_);
  if (indexed_under_[at(purpose)] == (*key)->slot) return key;  // Another thread was first.
  REACHED("vault.hashed_anew");
  if (auto hashed = hash_anew(purpose, **key); !hashed) return hashed.error();
  return key;
}

IoResult<void> VaultWriter::hash_anew(Purpose purpose, const VaultKey& key) {
  auto transaction = Transaction::begin(connection_->database);
  if (!transaction) return transaction.error();
  if (auto cleared = connection_->index.clear(purpose); !cleared) return cleared;
  LookupBatch batch;
  const auto each = [&](PersonId subject, const SealedRow& row) -> IoResult<void> {
    collect(subject, row, key, batch);
    return {};
  };
  if (auto scanned = connection_->rows.each(each); !scanned) return scanned;
  if (auto added = connection_->index.add(batch); !added) return added;
  const std::int64_t under = bulk_ ? kNotIndexed : std::int64_t{key.slot};
  if (auto set = connection_->set(indexed_setting(purpose), under + 1); !set) return set;
  if (auto committed = transaction->commit(); !committed) return committed;
  indexed_under_[at(purpose)] = key.slot;
  return {};
}

// What cannot be opened is not found either; reading it says why.
void VaultWriter::collect(PersonId subject, const SealedRow& row, const VaultKey& key,
                          LookupBatch& batch) {
  const std::span<const std::uint8_t> sealed = row[at(key.purpose)];
  if (sealed.empty()) return;
  const auto opened = unseal(sealed, {ring_.vault_id(), subject, key.purpose}, ring_, piece_);
  if (!opened || *opened == Opened::erased) return;
  if (key.purpose == Purpose::contact) {
    if (const auto phone = unpack_text(piece_)) add_phone(*phone, subject, key, batch);
  } else if (const auto identity = unpack_identity(piece_)) {
    add_identity(*identity, subject, key, batch);
  }
}

IoResult<std::size_t> VaultWriter::sweep(const std::function<bool(PersonId)>& keep) {
  const std::lock_guard lock(mutex_);
  auto subjects = connection_->rows.subjects();
  if (!subjects) return subjects.error();
  std::erase_if(*subjects, keep);
  if (subjects->empty()) return 0;
  auto transaction = Transaction::begin(connection_->database);
  if (!transaction) return transaction.error();
  for (const PersonId subject : *subjects) {
    if (auto removed = connection_->rows.remove(subject); !removed) return removed.error();
  }
  if (auto removed = connection_->index.remove(*subjects); !removed) return removed.error();
  if (auto committed = transaction->commit(); !committed) return committed.error();
  return subjects->size();
}

IoResult<void> VaultWriter::record(std::span<const PersonId> subjects, Fields fields,
                                   const ReadPurpose& purpose) {
  if (auto checked = check_purpose(purpose); !checked) return checked;
  const std::lock_guard lock(mutex_);
  auto transaction = Transaction::begin(connection_->database);
  if (!transaction) return transaction.error();
  for (const PersonId subject : subjects) {
    if (auto added = connection_->log.append(subject, fields, purpose); !added) return added;
  }
  return transaction->commit();
}

IoResult<void> VaultWriter::backup(const std::string& path) {
  const std::lock_guard lock(mutex_);
  return connection_->database.backup(path);
}

}  // namespace firebreak::vault
