// Cases, their contacts, and who was where.
#include <algorithm>
#include <array>

#include <boost/json.hpp>

#include "domain/tracing/infectious_period.h"
#include "engine/queries/contact_view.h"
#include "fronts/api/json_parts.h"
#include "fronts/api/person_documents.h"
#include "fronts/api/response_json.h"
#include "fronts/api/router.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;
using tracing::CaseClassification;
using tracing::CaseFound;
using tracing::CaseOrigin;
using tracing::CaseRecord;

constexpr std::size_t kStaysMax = 10'000;

// The contract's words; of several for one value the first is the one that is answered.
constexpr std::array<std::pair<std::string_view, CaseFound>, 8> kFoundHow{{
    {"screening", CaseFound::screening},
    {"contact", CaseFound::contact_tracing},
    {"quarantine", CaseFound::contact_tracing},
    {"fever_clinic", CaseFound::clinic},
    {"self_report", CaseFound::clinic},
    {"antigen", CaseFound::screening},
    {"other_province", CaseFound::other_province},
    {"other", CaseFound::unknown},
}};
constexpr std::array<std::pair<std::string_view, CaseOrigin>, 3> kOrigins{{
    {"local", CaseOrigin::local},
    {"imported", CaseOrigin::imported},
    {"unknown", CaseOrigin::local},
}};

json::value period_json(const core::State& state, const CaseRecord& record, Instant now) {
  if (state.pack() == nullptr) return nullptr;
  const auto period =
      tracing::infectious_period({.onset = record.onset,
                                  .positive_specimen_at = record.positive_specimen_at,
                                  .isolated_at = record.isolated_at},
                                 state.pack()->infectious_period, now);
  if (!period) return nullptr;
  const Instant last{period->until.milliseconds - 1};
  return json::object{{"first", to_text(day_of(period->from))}, {"last", to_text(day_of(last))}};
}

const policy::ContactClass* class_of(const policy::Pack* pack, std::uint16_t index) {
  const bool known = pack != nullptr && index < pack->contact_classes.size();
  return known ? &pack->contact_classes[index] : nullptr;
}

const policy::Pack* pack_of_list(const core::State& state, CaseId id) {
  const tracing::ContactList* list = state.tracing.contacts(id);
  return list == nullptr ? nullptr
                         : queries::pack_of(state.policy, list->pack_id, list->pack_version);
}

json::array counts_json(const core::State& state, CaseId id) {
  const policy::Pack* pack = pack_of_list(state, id);
  json::array counts;
  for (const queries::ContactCount& count : queries::contact_counts(state, id)) {
    const policy::ContactClass* contact_class = class_of(pack, count.class_index);
    counts.emplace_back(json::object{
        {"class", contact_class == nullptr ? "" : contact_class->id},
        {"title", text_json(contact_class == nullptr ? policy::Text{} : contact_class->title)},
        {"degree", count.degree},
        {"listed", count.listed},
        {"held", count.held}});
  }
  return counts;
}

json::object case_json(const core::State& state, CaseId id, Instant now) {
  const CaseRecord record = state.tracing.case_record(id);
  json::object answer{{"id", id.value}, {"label", case_title(id).zh}};
  if (record.person.known()) {
    put_person(answer, state, record.person, now);
    const UnitId home = state.registry.people().household(record.person);
    answer["path"] = path_json(state.registry.units(), home);
    answer["held"] = state.quarantine.active(record.person) != nullptr;
  } else {  // A row of an imported line list: nobody here.
    answer["label"] = record.label;
    answer["person"] = nullptr;
    answer["sex"] = "unknown";
    answer["age_years"] = nullptr;
    answer["path"] = json::array{};
    answer["held"] = false;
  }
  answer["classification"] = code_of(record.classification);
  answer["origin"] = word_of(record.origin, kOrigins);
  answer["found_how"] = word_of(record.found_how, kFoundHow);
  answer["onset"] = record.onset ? json::value(to_text(*record.onset)) : json::value(nullptr);
  answer["positive_specimen"] = nullptr;
  if (record.positive_specimen_at) {
    answer["positive_specimen"] = to_text(day_of(*record.positive_specimen_at));
  }
  answer["reported_at"] = to_text(record.opened_at);
  answer["isolated_at"] = time_json(record.isolated_at);
  answer["infectious_period"] = period_json(state, record, now);
  answer["tube"] = nullptr;
  if (record.tube.known()) answer["tube"] = state.laboratory.tubes().code(record.tube);
  answer["contacts"] = counts_json(state, id);
  return answer;
}

Answer cases(const Shown& shown, const Parameters& parameters) {
  const core::State& state = shown.state;
  const auto limit = parameters.limit();
  if (!limit) return limit.error();
  const auto unit = unit_or(state, parameters, "unit", UnitId::none());
  if (!unit) return unit.error();
  std::optional<CaseClassification> classification;
  if (parameters.has("classification")) {
    classification = tracing::case_classification_of(parameters.text("classification"));
    if (!classification) return Refusal{.code = "request.word", .field = "classification"};
  }
  const auto cursor = read_cursor(parameters, 'c');
  if (!cursor) return cursor.error();
  const auto fits = [&](const CaseRecord& record) {
    if (classification && record.classification != *classification) return false;
    if (!unit->known()) return true;
    return record.person.known() &&
           state.registry.units().contains(*unit, state.registry.people().household(record.person));
  };
  const std::uint64_t count = state.tracing.case_count();
  std::uint64_t below = std::min(cursor->value_or(count), count);
  json::array items;
  for (; below > 0 && items.size() < *limit; --below) {  // Newest first.
    const CaseId id{static_cast<std::uint32_t>(below - 1)};
    if (fits(state.tracing.case_record(id))) items.emplace_back(case_json(state, id, shown.now));
  }
  const auto next = below > 0 ? std::optional(below) : std::nullopt;
  return json::object{{"items", std::move(items)}, {"next_cursor", write_cursor('c', next)}};
}

Answer one_case(const Shown& shown, const Parameters& parameters) {
  const auto id = case_in(shown.state, parameters, "id");
  if (!id) return id.error();
  return json::object{{"case", case_json(shown.state, *id, shown.now)}};
}

json::object place_json(const core::State& state, const tracing::Contact& contact) {
  const registry::UnitTree& units = state.registry.units();
  if (contact.place.known()) {
    const registry::PlaceRow row = state.registry.places().row(contact.place);
    return {{"id", contact.place.value},
            {"kind", policy::code_of(row.kind)},
            {"name", row.name},
            {"unit", row.unit.value},
            {"point", point_json(row.position)}};
  }
  const UnitId home = state.registry.people().household(contact.person);
  return {{"id", nullptr},
          {"kind", "household"},
          {"name", units.name(home)},
          {"unit", home.value},
          {"point", point_json(units.position(home))}};
}

json::object contact_json(const core::State& state, const policy::Pack* pack,
                          const queries::ContactRow& row, Instant now) {
  const tracing::Contact& contact = row.contact;
  const policy::ContactClass* contact_class = class_of(pack, contact.class_index);
  const policy::ContactRule* rule =
      contact_class != nullptr && contact.rule_index < contact_class->rules.size()
          ? &contact_class->rules[contact.rule_index]
          : nullptr;
  json::object answer;
  put_person(answer, state, contact.person, now);
  answer["path"] =
      path_json(state.registry.units(), state.registry.people().household(contact.person));
  answer["class"] = contact_class == nullptr ? "" : contact_class->id;
  answer["class_title"] =
      text_json(contact_class == nullptr ? policy::Text{} : contact_class->title);
  answer["rule"] = rule == nullptr ? "" : rule->id;
  answer["rule_title"] = text_json(rule == nullptr ? policy::Text{} : rule->title);
  answer["place"] = place_json(state, contact);
  answer["first_at"] = to_text(contact.first_at);
  answer["last_at"] = to_text(contact.last_at);
  answer["minutes"] = contact.minutes;
  answer["degree"] = contact.degree;
  answer["via"] = contact.via.known() ? json::value(contact.via.value) : json::value(nullptr);
  answer["held"] = row.held;
  answer["duty"] = nullptr;
  if (row.duty && state.duties.duty(*row.duty).status != duties::DutyStatus::withdrawn) {
    const duties::Duty& duty = state.duties.duty(*row.duty);
    answer["duty"] = json::object{{"id", row.duty->value},
                                  {"state", queries::code_of(queries::state_of(duty, now))},
                                  {"due_at", to_text(duty.due_at)}};
  }
  return answer;
}

Answer contacts(const Shown& shown, const Parameters& parameters) {
  const core::State& state = shown.state;
  const auto id = case_in(state, parameters, "id");
  if (!id) return id.error();
  const auto limit = parameters.limit();
  if (!limit) return limit.error();
  const auto cursor = read_cursor(parameters, 'k');
  if (!cursor) return cursor.error();
  const auto held = flag_if(parameters, "held");
  if (!held) return held.error();
  const policy::Pack* pack = pack_of_list(state, *id);
  queries::ContactFilter filter{.held = *held};
  if (parameters.has("class") && pack != nullptr) {
    const auto& classes = pack->contact_classes;
    const auto found =
        std::ranges::find(classes, parameters.text("class"), &policy::ContactClass::id);
    if (found == classes.end()) return Refusal{.code = "request.word", .field = "class"};
    filter.class_index = static_cast<std::uint16_t>(found - classes.begin());
  }
  const queries::ContactPage page =
      queries::contacts_page(state, *id, filter, cursor->value_or(0), *limit);
  json::array items;
  for (const queries::ContactRow& row : page.rows) {
    items.emplace_back(contact_json(state, pack, row, shown.now));
  }
  return json::object{{"items", std::move(items)},
                      {"total", page.total},
                      {"next_cursor", write_cursor('k', page.next)}};
}

Result<Plan> open_case(const Shown& shown, const Parameters& /*parameters*/, Body& body) {
  tracing::OpenCase request{
      .person = body.id<PersonId>("person"),
      .origin = value_of(body, "origin", kOrigins, CaseOrigin::local),
      .onset = body.day_if("onset"),
      .found_how = value_of(body, "found_how", kFoundHow, CaseFound::unknown)};
  const auto classification = tracing::case_classification_of(body.text("classification"));
  if (!classification) body.blame("request.word", "classification");
  request.classification = classification.value_or(CaseClassification::confirmed);
  if (const auto day = body.day_if("positive_specimen")) {
    // Of a day only: its noon, or now where that is still to come.
    request.positive_specimen_at = start_of(*day) + Duration::hours(12);
    if (*day == day_of(shown.now)) {
      request.positive_specimen_at = std::min(*request.positive_specimen_at, shown.now);
    }
  }
  if (const std::string code = body.text_or("tube", {}); !code.empty()) {
    const auto tube = shown.state.laboratory.tubes().find(code);
    if (!tube) {
      return Refusal{
          .code = "tube.unknown", .field = "tube", .values = {{.name = "tube", .value = code}}};
    }
    request.tube = *tube;
  }
  const PersonId person = request.person;
  return Plan{.envelope = {.request = tracing::Request(std::move(request))},
              .tell = [person](const Recorded& recorded, json::object& answer) {
                const auto id = recorded.state.tracing.open_case_of(person);
                if (id) answer["id"] = id->value;
              }};
}

Result<Plan> list_contacts(const Shown& shown, const Parameters& parameters, Body& /*body*/) {
  const auto id = case_in(shown.state, parameters, "id");
  if (!id) return id.error();
  return Plan{.envelope = {.request = tracing::Request(tracing::ListContacts{.case_id = *id})},
              .tell = [id = *id](const Recorded& recorded, json::object& answer) {
                const tracing::ContactList* list = recorded.state.tracing.contacts(id);
                answer["counts"] = counts_json(recorded.state, id);
                answer["cut"] = list != nullptr && list->truncated != 0;
              }};
}

Result<Plan> record_stays(const Shown& /*shown*/, const Parameters& /*parameters*/, Body& body) {
  std::vector<Body> rows = body.rows("items");
  if (rows.size() > kStaysMax) {
    return Refusal{.code = "request.too_many_rows",
                   .field = "items",
                   .values = {{.name = "field", .value = "items"},
                              {.name = "rows", .value = std::to_string(rows.size())},
                              {.name = "limit", .value = std::to_string(kStaysMax)}}};
  }
  tracing::RecordStays request;
  for (Body& row : rows) {
    request.stays.push_back({.person = person_of(row),
                             .place = row.id<PlaceId>("place"),
                             .entered_at = row.time("from"),
                             .left_at = row.time("until")});
    if (row.fault()) return *row.fault();
  }
  return Plan{.envelope = {.request = tracing::Request(std::move(request))}, .counted = true};
}

}  // namespace

void add_tracing_routes(Router& router) {
  router.get("/tracing/cases", cases);
  router.post("/tracing/cases", open_case);
  router.get("/tracing/cases/{id}", one_case);
  router.get("/tracing/cases/{id}/contacts", contacts);
  router.post("/tracing/cases/{id}/contacts", list_contacts);
  router.post("/tracing/stays", record_stays, {.documents = Documents::find});
}

}  // namespace firebreak::api
