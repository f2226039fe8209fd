// Everything that changes a vault's data file: ids, records, the index, the log of readings.
//
// One writer with a lock of its own; each call is one durable transaction. Thread-safe.
// Invariant: an id that was once reserved is never given again, whatever happens to the process.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "platform/vault/entropy.h"
#include "platform/vault/key_ring.h"
#include "platform/vault/person_record.h"
#include "platform/vault/vault_connection.h"

namespace firebreak::vault {

class VaultWriter {
 public:
  VaultWriter(std::unique_ptr<VaultConnection> connection, KeyRing& ring, Entropy& entropy)
      : connection_(std::move(connection)), ring_(ring), entropy_(entropy) {}

  IoResult<void> start();  // Reads where it stood; hashes anew what was not hashed to the end.
  IoResult<PersonId> reserve(std::uint32_t count);
  IoResult<void> reserve_up_to(PersonId last);
  IoResult<void> put_many(std::span<const PersonRecord> records, Day day);
  IoResult<void> begin_bulk();
  IoResult<void> finish_bulk();
  IoResult<std::size_t> sweep(const std::function<bool(PersonId)>& keep);
  IoResult<void> record(std::span<const PersonId> subjects, Fields fields,
                        const ReadPurpose& purpose);
  IoResult<void> backup(const std::string& path);
  // The purpose's lookup key, with the index hashed under it.
  IoResult<KeyHandle> indexed_key(Purpose purpose);

 private:
  IoResult<void> set_next(std::uint64_t next);
  IoResult<void> put_one(const PersonRecord& record, std::span<const std::uint8_t> nonces);
  IoResult<void> take_keys(Day day);
  IoResult<void> hash_anew(Purpose purpose, const VaultKey& key);
  void collect(PersonId subject, const SealedRow& row, const VaultKey& key, LookupBatch& batch);

  std::mutex mutex_;
  std::unique_ptr<VaultConnection> connection_;
  KeyRing& ring_;
  Entropy& entropy_;
  std::uint64_t next_ = 0;
  bool bulk_ = false;
  std::array<KeyHandle, kPurposes> data_keys_;    // Of the put under way.
  std::array<KeyHandle, kPurposes> lookup_keys_;  // Same.
  LookupBatch batch_;
  std::array<KeySlot, kPurposes> batch_under_{};  // The lookup keys when the bulk began.
  std::array<std::atomic<std::int64_t>, kPurposes> indexed_under_{};
  std::array<std::vector<std::uint8_t>, kPurposes> sealed_;
  std::vector<std::uint8_t> piece_;
};

}  // namespace firebreak::vault
