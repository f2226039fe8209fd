#include "fronts/api/response_json.h"

#include <boost/json.hpp>

#include "fronts/api/json_parts.h"

namespace firebreak::api {

namespace json = boost::json;

namespace {

// The tube's code, or null where the duty's subject is none that we know.
json::object subject_json(const core::State& state, const duties::Subject& subject,
                          const duties::Subject& cause) {
  using duties::SubjectKind;
  json::object answer{{"label", ""},       {"tube", nullptr}, {"case", nullptr},
                      {"person", nullptr}, {"zone", nullptr}, {"round", nullptr}};
  switch (subject.kind) {
    case SubjectKind::tube: {
      const std::string_view code = state.laboratory.tubes().code(TubeId{subject.id});
      answer["label"] = code;
      answer["tube"] = code;
      break;
    }
    case SubjectKind::case_record:
      answer["label"] = case_title(CaseId{subject.id}).zh;
      answer["case"] = subject.id;
      break;
    case SubjectKind::person:
      answer["label"] = "#" + std::to_string(subject.id);
      answer["person"] = subject.id;
      break;
    case SubjectKind::zone:
      answer["label"] = state.zoning.zone(ZoneId{subject.id}).name;
      answer["zone"] = subject.id;
      break;
    case SubjectKind::unit:
      answer["label"] = state.registry.units().name(UnitId{subject.id});
      break;
    case SubjectKind::none:
    case SubjectKind::order:
      break;
  }
  // An area's acknowledgement is about the zone that it acknowledges.
  if (subject.kind == SubjectKind::unit && cause.kind == SubjectKind::zone) {
    answer["label"] = state.zoning.zone(ZoneId{cause.id}).name;
    answer["zone"] = cause.id;
  }
  return answer;
}

}  // namespace

policy::Text case_title(CaseId id) {
  const std::string number = std::to_string(id.value + 1);
  return {.zh = "病例 " + number, .en = "case " + number};
}

policy::Text duty_title(const core::State& state, policy::DutyKind kind) {
  const policy::Pack* pack = state.pack();
  if (pack != nullptr && pack->clock(kind).kept) return pack->clock(kind).title;
  return {.zh = std::string(policy::code_of(kind)), .en = std::string(policy::code_of(kind))};
}

json::object duty_json(const core::State& state, DutyId id, Instant now) {
  const duties::Duty& duty = state.duties.duty(id);
  json::object answer{
      {"id", id.value},
      {"kind", policy::code_of(duty.kind)},
      {"title", text_json(duty_title(state, duty.kind))},
      {"subject", subject_json(state, duty.subject, duty.cause)},
      {"path", path_json(state.registry.units(), duty.unit)},
      {"party", policy::code_of(duty.party)},
      {"owner", queries::owner_name(state.registry.units(), duty)},
      {"opened_at", to_text(duty.opened_at)},
      {"due_at", to_text(duty.due_at)},
      {"state", queries::code_of(queries::state_of(duty, now))},
      {"late_minutes", duty.late_by(now).in_minutes()},
      {"done_at", duty.open() ? json::value(nullptr) : json::value(to_text(duty.ended_at))},
      {"evidence", duty.open() ? json::value(nullptr) : json::value(duty.evidence)}};
  return answer;
}

Result<CaseId> case_in(const core::State& state, const Parameters& parameters,
                       std::string_view name) {
  const auto id = parameters.id<CaseId>(name);
  if (!id) return id.error();
  if (!state.tracing.has(*id)) {
    return Refusal{.code = "case.unknown",
                   .field = std::string(name),
                   .values = {{.name = "case", .value = std::to_string(id->value)}}};
  }
  return *id;
}

Result<std::optional<bool>> flag_if(const Parameters& parameters, std::string_view name) {
  const std::string word = parameters.text(name);
  if (word.empty()) return std::optional<bool>{};
  if (word == "true") return std::optional(true);
  if (word == "false") return std::optional(false);
  return Refusal{.code = "request.word", .field = std::string(name)};
}

}  // namespace firebreak::api
