#include "platform/vault/vault.h"

#include "platform/vault/text_fold.h"

namespace firebreak::vault {

IoResult<std::unique_ptr<Vault>> Vault::create(const std::string& path, KeyRing& ring,
                                               Entropy& entropy) {
  if (auto made = VaultConnection::create(path, ring.vault_id()); !made) return made.error();
  return open(path, ring, entropy);
}

IoResult<std::unique_ptr<Vault>> Vault::open(const std::string& path, KeyRing& ring,
                                             Entropy& entropy) {
  auto writing = VaultConnection::open(path, ring.vault_id(), Database::Mode::read_write);
  if (!writing) return writing.error();
  auto reading = VaultConnection::open(path, ring.vault_id(), Database::Mode::read_only);
  if (!reading) return reading.error();
  std::unique_ptr<Vault> vault(new Vault(std::move(*writing), std::move(*reading), ring, entropy));
  if (auto started = vault->writer_.start(); !started) return started.error();
  // An empty vault is indexed at once, one whose bulk was cut short or keys changed, anew.
  for (const Purpose purpose : {Purpose::identity, Purpose::contact}) {
    if (auto key = vault->writer_.indexed_key(purpose); !key) return key.error();
  }
  return vault;
}

IoResult<PersonId> Vault::reserve(std::uint32_t count) { return writer_.reserve(count); }

IoResult<void> Vault::reserve_up_to(PersonId last) { return writer_.reserve_up_to(last); }

IoResult<void> Vault::put_many(std::span<const PersonRecord> records, Day day) {
  return writer_.put_many(records, day);
}

IoResult<void> Vault::begin_bulk() { return writer_.begin_bulk(); }

IoResult<void> Vault::finish_bulk() { return writer_.finish_bulk(); }

IoResult<std::vector<PersonId>> Vault::find(const LookupText& text) {
  const auto key = writer_.indexed_key(purpose_of(text.kind));
  if (!key) return key.error();
  return reader_.find(**key, text);
}

IoResult<std::vector<PersonId>> Vault::find_by_document(DocumentKind kind,
                                                        std::string_view number) {
  const std::string normal = normal_document_number(kind, number);
  return find({LookupKind::document, kind, normal});
}

IoResult<std::vector<PersonId>> Vault::find_by_name(std::string_view name) {
  const std::string normal = fold_name(name);
  return find({.kind = LookupKind::name, .normal = normal});
}

IoResult<std::vector<PersonId>> Vault::find_by_phone(std::string_view phone) {
  const std::string normal = normal_phone(phone);
  return find({.kind = LookupKind::phone, .normal = normal});
}

IoResult<PersonReading> Vault::read(PersonId subject, Fields wanted, const ReadPurpose& purpose) {
  auto readings = read_many(std::span(&subject, 1), wanted, purpose);
  if (!readings) return readings.error();
  return std::move(readings->front());
}

IoResult<std::vector<PersonReading>> Vault::read_many(std::span<const PersonId> subjects,
                                                      Fields wanted, const ReadPurpose& purpose) {
  if (subjects.size() > kReadManyMax) {
    return IoError{"vault.too_many",
                   "at most " + std::to_string(kReadManyMax) + " persons are read at once"};
  }
  if (auto recorded = writer_.record(subjects, wanted, purpose); !recorded) {
    return recorded.error();
  }
  std::vector<PersonReading> readings;
  readings.reserve(subjects.size());
  for (const PersonId subject : subjects) {
    auto reading = reader_.reveal(subject, wanted);
    if (!reading) return reading.error();
    readings.push_back(std::move(*reading));
  }
  return readings;
}

IoResult<std::vector<Reading>> Vault::reads(PersonId subject) { return reader_.readings(subject); }

IoResult<std::size_t> Vault::sweep(const std::function<bool(PersonId)>& keep) {
  return writer_.sweep(keep);
}

IoResult<void> Vault::backup(const std::string& path) { return writer_.backup(path); }

}  // namespace firebreak::vault
