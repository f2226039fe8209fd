#include "platform/vault/vault_reader.h"

#include "platform/vault/sealed_piece.h"
#include "platform/vault/text_fold.h"

namespace firebreak::vault {
namespace {

using Piece = std::vector<std::uint8_t>;

IoError unreadable(PersonId subject) {
  return {"vault.tampered",
          "person " + std::to_string(subject.value) + " was written in another form"};
}

FieldText field_of(std::string_view text) {
  if (text.empty()) return {FieldState::absent};
  return {FieldState::present, std::string(text)};
}

IoResult<FieldState> open_piece(std::span<const std::uint8_t> sealed, const SealContext& context,
                                const KeyRing& ring, Piece& piece) {
  if (sealed.empty()) return FieldState::absent;
  const auto opened = unseal(sealed, context, ring, piece);
  if (!opened) return opened.error();
  return *opened == Opened::erased ? FieldState::erased : FieldState::present;
}

void set_identity(const IdentityPiece& identity, Fields wanted, PersonReading& reading) {
  if (wanted.has(Field::name)) reading.name = field_of(identity.name);
  if (!wanted.has(Field::document)) return;
  reading.document_number = field_of(identity.document_number);
  reading.document_kind = identity.document_kind;
}

void set_state(Purpose purpose, Fields wanted, FieldState state, PersonReading& reading) {
  if (purpose == Purpose::contact) reading.phone.state = state;
  if (purpose == Purpose::address) reading.address.state = state;
  if (purpose != Purpose::identity) return;
  if (wanted.has(Field::name)) reading.name.state = state;
  if (wanted.has(Field::document)) reading.document_number.state = state;
}

IoResult<void> set_fields(const Piece& piece, Purpose purpose, Fields wanted,
                          PersonReading& reading) {
  if (purpose == Purpose::identity) {
    const auto identity = unpack_identity(piece);
    if (!identity) return unreadable(reading.subject);
    set_identity(*identity, wanted, reading);
    return {};
  }
  const auto text = unpack_text(piece);
  if (!text) return unreadable(reading.subject);
  (purpose == Purpose::contact ? reading.phone : reading.address) = field_of(*text);
  return {};
}

}  // namespace

IoResult<PersonReading> VaultReader::reveal(PersonId subject, Fields wanted) {
  const std::lock_guard lock(mutex_);
  PersonReading reading{.subject = subject};
  Piece piece;
  const auto open_row = [&](const SealedRow& row) -> IoResult<void> {
    for (std::size_t i = 0; i < kPurposes; ++i) {
      const auto purpose = static_cast<Purpose>(i);
      if (!wanted.wants(purpose)) continue;
      const auto state = open_piece(row[i], {ring_.vault_id(), subject, purpose}, ring_, piece);
      if (!state) return state.error();
      set_state(purpose, wanted, *state, reading);
      if (*state != FieldState::present) continue;
      if (auto set = set_fields(piece, purpose, wanted, reading); !set) return set;
    }
    return {};
  };
  for (std::size_t i = 0; i < kPurposes; ++i) {
    const auto purpose = static_cast<Purpose>(i);
    if (wanted.wants(purpose)) set_state(purpose, wanted, FieldState::absent, reading);
  }
  if (auto got = connection_->rows.get(subject, open_row); !got) return got.error();
  return reading;
}

IoResult<std::vector<PersonId>> VaultReader::find(const VaultKey& key, const LookupText& text) {
  const std::lock_guard lock(mutex_);
  if (text.normal.empty()) return std::vector<PersonId>{};
  const auto candidates = connection_->index.candidates(text.kind, lookup_hash(key, text));
  if (!candidates) return candidates.error();
  std::vector<PersonId> found;
  for (const PersonId subject : *candidates) {
    const auto match = matches(subject, text);
    if (!match) return match.error();
    if (*match) found.push_back(subject);
  }
  return found;
}

IoResult<bool> VaultReader::matches(PersonId subject, const LookupText& text) {
  const Purpose purpose = purpose_of(text.kind);
  bool match = false;
  const auto compare = [&](const SealedRow& row) -> IoResult<void> {
    Piece piece;
    const auto state = open_piece(row[static_cast<std::size_t>(purpose)],
                                  {ring_.vault_id(), subject, purpose}, ring_, piece);
    if (!state) return state.error();
    if (*state != FieldState::present) return {};
    if (text.kind == LookupKind::phone) {
      const auto phone = unpack_text(piece);
      match = phone && normal_phone(*phone) == text.normal;
      return {};
    }
    const auto identity = unpack_identity(piece);
    if (!identity) return unreadable(subject);
    match = text.kind == LookupKind::name
                ? fold_name(identity->name) == text.normal
                : identity->document_kind == text.document_kind &&
                      normal_document_number(text.document_kind, identity->document_number) ==
                          text.normal;
    return {};
  };
  if (auto got = connection_->rows.get(subject, compare); !got) return got.error();
  return match;
}

IoResult<std::vector<Reading>> VaultReader::readings(PersonId subject) {
  const std::lock_guard lock(mutex_);
  return connection_->log.of(subject);
}

}  // namespace firebreak::vault
