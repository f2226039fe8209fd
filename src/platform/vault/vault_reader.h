// Opens what the vault holds: finds persons by keyed hash, reveals fields.
//
// Has a connection and a lock of its own, so that readers do not wait for a writer. Thread-safe.
// Recording who reads is the vault's part: nobody else calls `reveal`.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "platform/vault/key_ring.h"
#include "platform/vault/lookup_index.h"
#include "platform/vault/person_record.h"
#include "platform/vault/vault_connection.h"

namespace firebreak::vault {

enum class FieldState : std::uint8_t {
  unread,  // Was not asked for.
  absent,  // Nothing is known.
  erased,  // Its key was destroyed.
  present,
};

struct FieldText {
  FieldState state = FieldState::unread;
  std::string text{};  // Only when present.
  friend bool operator==(const FieldText&, const FieldText&) = default;
};

struct PersonReading {
  PersonId subject;
  FieldText name{};
  DocumentKind document_kind = DocumentKind::other;  // Only with a document number.
  FieldText document_number{};
  FieldText phone{};
  FieldText address{};
};

class VaultReader {
 public:
  VaultReader(std::unique_ptr<VaultConnection> connection, const KeyRing& ring)
      : connection_(std::move(connection)), ring_(ring) {}

  // Those whose field, decrypted, has this normal form; ascending.
  IoResult<std::vector<PersonId>> find(const VaultKey& key, const LookupText& text);
  IoResult<PersonReading> reveal(PersonId subject, Fields wanted);
  IoResult<std::vector<Reading>> readings(PersonId subject);

 private:
  IoResult<bool> matches(PersonId subject, const LookupText& text);

  std::mutex mutex_;
  std::unique_ptr<VaultConnection> connection_;
  const KeyRing& ring_;
};

}  // namespace firebreak::vault
