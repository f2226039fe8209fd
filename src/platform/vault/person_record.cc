#include "platform/vault/person_record.h"

#include <sodium.h>

#include "base/check.h"

namespace firebreak::vault {
namespace {

constexpr std::size_t kPadTo = 16;
static_assert(kAddressBytesMax + kPadTo <= kPieceBytesMax);
static_assert(kNameBytesMax <= 255 && kDocumentNumberBytesMax <= 255);

struct Length {
  const char* field;
  std::size_t length;
  std::size_t limit;
};

void append(std::vector<std::uint8_t>& piece, std::string_view text) {
  piece.insert(piece.end(), text.begin(), text.end());
}

void pad(std::vector<std::uint8_t>& piece) {
  const std::size_t length = piece.size();
  piece.resize((length / kPadTo + 1) * kPadTo);
  std::size_t padded = 0;
  CHECK(sodium_pad(&padded, piece.data(), length, kPadTo, piece.size()) == 0);
  CHECK(padded == piece.size());
}

}  // namespace

Result<void> check_lengths(const PersonRecord& record) {
  for (const Length& one : {
           Length{"name", record.name.size(), kNameBytesMax},
           Length{"document_number", record.document_number.size(), kDocumentNumberBytesMax},
           Length{"phone", record.phone.size(), kPhoneBytesMax},
           Length{"address", record.address.size(), kAddressBytesMax},
       }) {
    if (one.length > one.limit) {
      return Refusal{"person.too_long",
                     one.field,
                     {{"field", one.field},
                      {"length", std::to_string(one.length)},
                      {"limit", std::to_string(one.limit)}}};
    }
  }
  return {};
}

void pack(const PersonRecord& record, Purpose purpose, std::vector<std::uint8_t>& piece) {
  piece.clear();
  switch (purpose) {
    case Purpose::identity:
      if (record.name.empty() && record.document_number.empty()) return;
      piece.push_back(static_cast<std::uint8_t>(record.document_kind));
      piece.push_back(static_cast<std::uint8_t>(record.name.size()));
      append(piece, record.name);
      append(piece, record.document_number);
      break;
    case Purpose::contact:
      if (record.phone.empty()) return;
      append(piece, record.phone);
      break;
    case Purpose::address:
      if (record.address.empty()) return;
      append(piece, record.address);
      break;
  }
  pad(piece);
}

std::optional<std::string_view> unpack_text(std::span<const std::uint8_t> piece) {
  std::size_t length = 0;
  if (piece.empty() || sodium_unpad(&length, piece.data(), piece.size(), kPadTo) != 0) {
    return std::nullopt;
  }
  return std::string_view(reinterpret_cast<const char*>(piece.data()), length);
}

std::optional<IdentityPiece> unpack_identity(std::span<const std::uint8_t> piece) {
  const auto text = unpack_text(piece);
  if (!text || text->size() < 2) return std::nullopt;
  const auto kind = static_cast<std::uint8_t>((*text)[0]);
  const auto name_length = static_cast<std::uint8_t>((*text)[1]);
  if (kind >= kDocumentKinds || text->size() < 2U + name_length) return std::nullopt;
  return IdentityPiece{.name = text->substr(2, name_length),
                       .document_kind = static_cast<DocumentKind>(kind),
                       .document_number = text->substr(2U + name_length)};
}

}  // namespace firebreak::vault
