#include "fronts/api/person_documents.h"

#include <boost/json.hpp>

#include "fronts/api/problem.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

struct Document {
  vault::DocumentKind kind = vault::DocumentKind::other;
  std::string number;
};

std::optional<Document> document_of(const json::object& row) {
  const json::value* value = row.if_contains("document");
  if (value == nullptr || !value->is_object()) return std::nullopt;
  const json::value* kind = value->get_object().if_contains("kind");
  const json::value* number = value->get_object().if_contains("number");
  if (kind == nullptr || !kind->is_string() || number == nullptr || !number->is_string()) {
    return std::nullopt;
  }
  // The contract's `travel_permit` is either of two kinds that the vault tells apart.
  const auto known = vault::parse_document_kind(std::string_view(kind->get_string()));
  return Document{.kind = known.value_or(vault::DocumentKind::other),
                  .number = std::string(number->get_string())};
}

class Resolution {
 public:
  Resolution(vault::Vault& vault, Documents how, Day today)
      : vault_(vault), how_(how), today_(today) {}

  IoResult<void> resolve(json::object& row) {
    if (row.contains("person")) return {};
    const std::optional<Document> document = document_of(row);
    if (!document) return {};
    auto found = vault_.find_by_document(document->kind, document->number);
    if (!found) return found.error();
    if (found->empty() && how_ == Documents::admit &&
        vault::check_document(document->kind, document->number, today_)) {
      const auto person = admit(*document);
      if (!person) return person.error();
      found->push_back(*person);
    }
    if (!found->empty()) row["person"] = found->front().value;
    return {};
  }

 private:
  IoResult<PersonId> admit(const Document& document) {
    const auto person = vault_.reserve(1);
    if (!person) return person.error();
    const vault::PersonRecord record{
        .subject = *person, .document_kind = document.kind, .document_number = document.number};
    if (const auto put = vault_.put_many(std::span(&record, 1), today_); !put) return put.error();
    return *person;
  }

  vault::Vault& vault_;
  Documents how_;
  Day today_;
};

bool has_documents(const json::object& body) {
  if (body.contains("document")) return true;
  const json::value* items = body.if_contains("items");
  if (items == nullptr || !items->is_array()) return false;
  for (const json::value& item : items->get_array()) {
    if (item.is_object() && item.get_object().contains("document")) return true;
  }
  return false;
}

}  // namespace

std::optional<Reply> resolve_documents(vault::Vault* vault, Documents how, Day today, Body& body) {
  if (!has_documents(body.object())) return std::nullopt;
  if (vault == nullptr) return problem(Refusal{.code = "vault.failed", .field = "document"});
  Resolution resolution(*vault, how, today);
  if (const auto done = resolution.resolve(body.object()); !done) return problem(done.error());
  json::value* items = body.object().if_contains("items");
  if (items == nullptr || !items->is_array()) return std::nullopt;
  for (json::value& item : items->get_array()) {
    if (!item.is_object()) continue;
    if (const auto done = resolution.resolve(item.get_object()); !done) {
      return problem(done.error());
    }
  }
  return std::nullopt;
}

PersonId person_of(Body& row) {
  if (!row.has("person") && row.has("document")) {
    row.blame("person.unknown", "document");
    return PersonId::none();
  }
  return row.id<PersonId>("person");
}

Result<registry::PersonRow> newcomer_row(Body& row, PersonId person, UnitId where, Day today) {
  registry::PersonRow newcomer{
      .person = person,
      .household = where,
      .birth_day = {},
      .presence = static_cast<std::uint8_t>(registry::PresenceLayer::seen_by_scan),
      .provisional = true};
  const std::optional<Document> document = document_of(row.object());
  if (!document) return Refusal{.code = "person.unknown", .field = "person"};
  const auto checked = vault::check_document(document->kind, document->number, today);
  if (!checked) return checked.error();
  newcomer.birth_day = checked->birth.value_or(Day{});
  if (checked->sex) {
    newcomer.sex = *checked->sex == vault::Sex::male ? registry::Sex::male : registry::Sex::female;
  }
  return newcomer;
}

}  // namespace firebreak::api
